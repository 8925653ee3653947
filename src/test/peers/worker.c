/*
 * The only program of the image that the peer "docker" makes. It does what its arguments say, one after the other:
 * say TEXT, complain TEXT, env NAME, sleep SECONDS, eat MEBIBYTES, write FILE, exit CODE, die SIGNAL, stubborn.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void terminated(int signal) {
    _exit(128 + signal);
}

static void eat(long mebibytes) {
    for (long i = 0; i < mebibytes; i++) {
        char *memory = malloc(1 << 20);
        if (memory == NULL) {
            exit(9);
        }
        memset(memory, 1, 1 << 20);
    }
}

static int write_file(const char *path) {
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        return 8;
    }
    fputs("written\n", file);
    return fclose(file) == 0 ? 0 : 8;
}

int main(int count, char **words) {
    /* The first process of a container ignores every signal that it has no handler for. */
    signal(SIGTERM, terminated);
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 1; i < count; i++) {
        const char *word = words[i];
        const char *argument = i + 1 < count ? words[i + 1] : "";
        if (strcmp(word, "say") == 0) {
            puts(argument);
        } else if (strcmp(word, "complain") == 0) {
            fprintf(stderr, "%s\n", argument);
        } else if (strcmp(word, "env") == 0) {
            const char *value = getenv(argument);
            printf("%s=%s\n", argument, value == NULL ? "" : value);
        } else if (strcmp(word, "sleep") == 0) {
            usleep((useconds_t) (atof(argument) * 1000000));
        } else if (strcmp(word, "eat") == 0) {
            eat(atol(argument));
        } else if (strcmp(word, "write") == 0) {
            int failure = write_file(argument);
            if (failure != 0) {
                return failure;
            }
        } else if (strcmp(word, "exit") == 0) {
            return atoi(argument);
        } else if (strcmp(word, "die") == 0) {
            _exit(128 + atoi(argument));
        } else if (strcmp(word, "stubborn") == 0) {
            signal(SIGTERM, SIG_IGN);
        } else {
            continue;
        }
        i += strcmp(word, "stubborn") == 0 ? 0 : 1;
    }
    return 0;
}
