/* Answers datagrams at the socket that systemd hands over, and exits when none has come for a while. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SD_LISTEN_FDS_START 3
#define MOST_BYTES 65536 /* of a datagram */

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

int main(void) {
	static char data[MOST_BYTES];
	const char *seconds = getenv("EXIT_IDLE_SECONDS");
	int idle = (seconds ? atoi(seconds) : 60) * 1000;
	int count = listen_fds();
	struct pollfd server = {.fd = SD_LISTEN_FDS_START, .events = POLLIN};

	if (count != 1) {
		fprintf(stderr, "Expected one socket from systemd, got %d. Start the socket unit instead.\n", count);
		return EXIT_FAILURE;
	}
	/* The socket stays open in systemd, which starts this program again for the next datagram. */
	while (poll(&server, 1, idle) != 0) {
		struct sockaddr_storage client;
		socklen_t size = sizeof client;
		char text[100];
		ssize_t length = recvfrom(server.fd, data, sizeof data, MSG_DONTWAIT, (struct sockaddr *)&client, &size);
		if (length < 0) {
			if (errno == EINTR || errno == EAGAIN)
				continue;
			perror("recvfrom");
			return EXIT_FAILURE;
		}
		snprintf(text, sizeof text, "Hello from C.\nDatagram: %zd bytes\n", length);
		if (sendto(server.fd, text, strlen(text), 0, (struct sockaddr *)&client, size) < 0)
			perror("no answer");
	}
	return EXIT_SUCCESS;
}
