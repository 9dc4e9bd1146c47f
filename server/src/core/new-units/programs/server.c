/* Serves HTTP on the listening socket that systemd hands over (Accept=no), and exits when nobody has connected for a while. */
#define _DEFAULT_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define SD_LISTEN_FDS_START 3
#define SILENCE 30        /* seconds that a client may take */
#define MOST_LINE 8192    /* bytes of a header */
#define MOST_LINES 100    /* headers */
#define MOST_BODY 1048576 /* bytes */

/*
 * How many descriptors were handed to this process, as sd_listen_fds(3) tells. The variables are removed, so that no child takes them
 * for its own.
 */
static int listen_fds(void) {
	const char *pid = getenv("LISTEN_PID"), *fds = getenv("LISTEN_FDS");
	int count = pid && fds && strtol(pid, NULL, 10) == (long)getpid() ? atoi(fds) : 0;
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_FDNAMES");
	for (int fd = SD_LISTEN_FDS_START; fd < SD_LISTEN_FDS_START + count; fd++)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	return count;
}

/* Writes a whole response. Content-Length tells the client where it ends. */
static void answer(FILE *output, const char *status, const char *text) {
	fprintf(output,
	        "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s",
	        status, strlen(text), text);
	fflush(output);
}

/* Reads a line and removes its end; 0 where it is too long or cut short. */
static int read_line(FILE *input, char line[MOST_LINE]) {
	if (fgets(line, MOST_LINE, input) == NULL || strchr(line, '\n') == NULL)
		return 0;
	line[strcspn(line, "\r\n")] = '\0';
	return 1;
}

/* Reads one request up to its end, and answers it. */
static void serve(FILE *input, FILE *output) {
	char request[MOST_LINE], line[MOST_LINE], text[MOST_LINE + 100];
	long length = 0, body = 0;

	if (!read_line(input, request) || request[0] == '\0') {
		answer(output, "400 Bad Request", "This is not an HTTP request.\n");
		return;
	}
	for (int lines = 0;; lines++) {
		if (lines == MOST_LINES || !read_line(input, line)) {
			answer(output, "400 Bad Request", "The headers are too long or cut short.\n");
			return;
		}
		if (line[0] == '\0')
			break;
		if (strncasecmp(line, "Transfer-Encoding:", 18) == 0) {
			answer(output, "411 Length Required", "The request needs a Content-Length.\n");
			return;
		}
		if (strncasecmp(line, "Content-Length:", 15) == 0) {
			char *end, *digits = line + 15 + strspn(line + 15, " \t");
			errno = 0;
			length = strtol(digits, &end, 10);
			if (!isdigit((unsigned char)*digits) || *(end + strspn(end, " \t")) != '\0') {
				answer(output, "400 Bad Request", "The Content-Length is not a number.\n");
				return;
			}
			if (errno == ERANGE || length > MOST_BODY) {
				answer(output, "413 Content Too Large", "The body is too large.\n");
				return;
			}
		}
	}
	while (body < length && getc(input) != EOF)
		body++;
	snprintf(text, sizeof text, "Hello from C.\nRequest: %s\nBody: %ld bytes\n", request, body);
	answer(output, "200 OK", text);
}

int main(void) {
	const char *seconds = getenv("EXIT_IDLE_SECONDS");
	int idle = (seconds ? atoi(seconds) : 60) * 1000;
	int count = listen_fds();
	struct pollfd listening = {.fd = SD_LISTEN_FDS_START, .events = POLLIN};

	if (count != 1) {
		fprintf(stderr, "Expected one socket from systemd, got %d. Start the socket unit instead.\n", count);
		return EXIT_FAILURE;
	}
	/* Children that end leave nothing behind. */
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int ready = poll(&listening, 1, idle);
		if (ready == 0)
			break;
		int connection = ready < 0 ? -1 : accept(listening.fd, NULL, NULL);
		if (connection < 0) {
			if (errno == EINTR || errno == ECONNABORTED || errno == EAGAIN)
				continue;
			perror("accept");
			return EXIT_FAILURE;
		}
		/* Each connection has a process. */
		pid_t child = fork();
		if (child < 0)
			perror("fork");
		if (child == 0) {
			FILE *input = fdopen(connection, "r"), *output = fdopen(dup(connection), "w");
			close(listening.fd);
			alarm(SILENCE);
			if (input != NULL && output != NULL)
				serve(input, output);
			_exit(EXIT_SUCCESS);
		}
		close(connection);
	}
	/* The socket stays open in systemd, which starts this program again for the next connection. */
	while (wait(NULL) > 0 || errno == EINTR)
		;
	return EXIT_SUCCESS;
}
