package routes.docker;

import routes.shared.InvalidInputException;

/**
 * Name of an image, taken apart as the Docker client does.
 *
 * @param server registry that has it; {@code docker.io} if the name says none
 * @param repository name without tag or digest, as it was written
 * @param tag tag or digest; {@code latest} if the name says none
 */
record ImageName(String server, String repository, String tag) {

    static final String HUB = "docker.io";

    static ImageName of(String name) {
        if (!name.matches("\\S+")) {
            throw new InvalidInputException("the image \"" + name + "\" is no name: write REPOSITORY:TAG");
        }
        var digest = name.indexOf('@');
        if (digest > 0) {
            var repository = name.substring(0, digest);
            return new ImageName(server(repository), withoutTag(repository), name.substring(digest + 1));
        }
        var repository = withoutTag(name);
        var tag = repository.length() == name.length() ? "latest" : name.substring(repository.length() + 1);
        return new ImageName(server(repository), repository, tag);
    }

    /** A colon before the last slash belongs to the port of the registry. */
    private static String withoutTag(String name) {
        var colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    }

    /** The first part is a registry if it looks like a host; otherwise it is a user of Docker Hub. */
    private static String server(String repository) {
        var slash = repository.indexOf('/');
        var first = slash < 0 ? "" : repository.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : HUB;
    }
}
