/* Serves one connection, which systemd hands over as standard input and output (Accept=yes). Answers one HTTP request. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MOST_LINE 8192    /* bytes of a header */
#define MOST_LINES 100    /* headers */
#define MOST_BODY 1048576 /* bytes */

/* Writes a whole response. Content-Length tells the client where it ends. */
static int answer(const char *status, const char *text) {
	printf("HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s",
	       status, strlen(text), text);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Reads a line and removes its end; 0 where it is too long or cut short. */
static int read_line(char line[MOST_LINE]) {
	if (fgets(line, MOST_LINE, stdin) == NULL || strchr(line, '\n') == NULL)
		return 0;
	line[strcspn(line, "\r\n")] = '\0';
	return 1;
}

int main(void) {
	char request[MOST_LINE], line[MOST_LINE], text[MOST_LINE + 100];
	long length = 0, body = 0;

	if (!read_line(request) || request[0] == '\0')
		return answer("400 Bad Request", "This is not an HTTP request.\n");
	for (int lines = 0;; lines++) {
		if (lines == MOST_LINES || !read_line(line))
			return answer("400 Bad Request", "The headers are too long or cut short.\n");
		if (line[0] == '\0')
			break;
		if (strncasecmp(line, "Transfer-Encoding:", 18) == 0)
			return answer("411 Length Required", "The request needs a Content-Length.\n");
		if (strncasecmp(line, "Content-Length:", 15) == 0) {
			char *end, *digits = line + 15 + strspn(line + 15, " \t");
			errno = 0;
			length = strtol(digits, &end, 10);
			if (!isdigit((unsigned char)*digits) || *(end + strspn(end, " \t")) != '\0')
				return answer("400 Bad Request", "The Content-Length is not a number.\n");
			if (errno == ERANGE || length > MOST_BODY)
				return answer("413 Content Too Large", "The body is too large.\n");
		}
		if (strcasecmp(line, "Expect: 100-continue") == 0) {
			fputs("HTTP/1.1 100 Continue\r\n\r\n", stdout);
			fflush(stdout);
		}
	}
	while (body < length && getchar() != EOF)
		body++;
	/* Standard error goes to the journal. */
	fprintf(stderr, "served: %s\n", request);
	snprintf(text, sizeof text, "Hello from C.\nRequest: %s\nBody: %ld bytes\n", request, body);
	return answer("200 OK", text);
}
