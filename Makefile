# The two commands of the README, and the slow suites, by short names.
.PHONY: demo verify faults bench format

demo:
	./sluice demo

verify:
	./mvnw -B -ntp verify

faults:
	./mvnw -B -ntp -Pfaults verify

bench:
	./sluice bench

format:
	./mvnw -B -ntp spotless:apply
