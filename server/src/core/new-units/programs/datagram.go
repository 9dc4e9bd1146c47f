// Answers datagrams at the socket that systemd hands over, and exits when none has come for a while.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"strconv"
	"syscall"
	"time"
)

const (
	listenFdsStart = 3
	mostBytes      = 64 << 10 // of a datagram
)

// listenFiles gives the descriptors that were handed to this process, as sd_listen_fds(3) tells. The variables are removed, so that no
// child takes them for its own.
func listenFiles() []*os.File {
	pid, count := os.Getenv("LISTEN_PID"), os.Getenv("LISTEN_FDS")
	os.Unsetenv("LISTEN_PID")
	os.Unsetenv("LISTEN_FDS")
	os.Unsetenv("LISTEN_FDNAMES")
	number, err := strconv.Atoi(count)
	if err != nil || pid != strconv.Itoa(os.Getpid()) {
		return nil
	}
	var files []*os.File
	for fd := listenFdsStart; fd < listenFdsStart+number; fd++ {
		syscall.CloseOnExec(fd)
		files = append(files, os.NewFile(uintptr(fd), "socket"))
	}
	return files
}

// idleTime is how long to wait for a datagram.
func idleTime() time.Duration {
	seconds, err := strconv.ParseFloat(os.Getenv("EXIT_IDLE_SECONDS"), 64)
	if err != nil {
		seconds = 60
	}
	return time.Duration(seconds * float64(time.Second))
}

func main() {
	// Standard error goes to the journal, which has the time already.
	log.SetFlags(0)
	files := listenFiles()
	if len(files) != 1 {
		log.Fatalf("Expected one socket from systemd, got %d. Start the socket unit instead.", len(files))
	}
	server, err := net.FilePacketConn(files[0])
	if err != nil {
		log.Fatal(err)
	}
	files[0].Close() // The connection has a descriptor of its own.

	data := make([]byte, mostBytes)
	for {
		server.SetReadDeadline(time.Now().Add(idleTime()))
		length, client, err := server.ReadFrom(data)
		if errors.Is(err, os.ErrDeadlineExceeded) {
			// The socket stays open in systemd, which starts this program again for the next datagram.
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		if _, err := fmt.Fprintf(answerTo{server, client}, "Hello from Go.\nDatagram: %d bytes\n", length); err != nil {
			log.Print("no answer: ", err)
		}
	}
}

// answerTo writes to one client of a server.
type answerTo struct {
	server net.PacketConn
	client net.Addr
}

func (to answerTo) Write(data []byte) (int, error) {
	return to.server.WriteTo(data, to.client)
}
