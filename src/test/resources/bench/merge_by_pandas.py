"""The comparator that stands for the Glue job of old: both inputs as data frames, and a loop over the records.

Arguments: the JSON's file, host, port, user, password, database, table, and the directory for the results.
"""

import sys

import pandas
import pymysql

json_file, host, port, user, password, database, table, directory = sys.argv[1:]

records = pandas.read_json(json_file, dtype=False, convert_dates=False)
connection = pymysql.connect(host=host, port=int(port), user=user, password=password, database=database)
with connection.cursor() as cursor:
    cursor.execute(f"select * from {table}")
    names = [column[0] for column in cursor.description]
    rows = pandas.DataFrame(cursor.fetchall(), columns=names)

by_id = {str(row["id"]): row for row in rows.to_dict("records")}
merged = []
found = set()
for _, record in records.iterrows():
    identifier = str(record["id"]).strip()
    row = by_id.get(identifier, {})
    if row:
        found.add(identifier)
    line = {}
    for column in list(records.columns) + [name for name in names if name not in records.columns]:
        value = record.get(column)
        line[column] = row.get(column) if value is None or value != value else value
    merged.append(line)

pandas.DataFrame(merged).to_csv(f"{directory}/merged.csv", index=False)
rows[~rows["id"].astype(str).isin(found)].to_csv(f"{directory}/unmatched.csv", index=False)
