// Command core is the server's half of the simulator: the real API over a real
// store in memory, driven by frames that it reads from one pipe and answers on
// another. It keeps no time of its own and commits only when it is told to.
//
// A frame is the length of its head and of its body, four bytes each, big-endian,
// then the head, a JSON object, and the body, bytes that the head explains.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "core:", err)
		os.Exit(1)
	}
}

// run answers until the first pipe ends.
func run(args []string) error {
	if len(args) != 2 {
		return errors.New("wants the pipe that it reads and the one that it writes")
	}
	in, err := openPipe(args[0], syscall.O_RDONLY)
	if err != nil {
		return err
	}
	out, err := openPipe(args[1], syscall.O_WRONLY)
	if err != nil {
		return err
	}
	reader, writer := bufio.NewReaderSize(in, 1<<20), bufio.NewWriterSize(out, 1<<20)
	w, err := newWorld()
	if err != nil {
		return err
	}
	for {
		var ask request
		body, err := readFrame(reader, &ask)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		head, reply := w.answer(ask, body)
		if err := writeFrame(writer, head, reply); err != nil {
			return err
		}
	}
}

// openPipe opens a pipe that blocks, which is quicker than one that is polled.
func openPipe(name string, flags int) (*os.File, error) {
	fd, err := syscall.Open(name, flags|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return os.NewFile(uintptr(fd), name), nil
}

func readFrame(from io.Reader, head any) (body []byte, err error) {
	var lengths [8]byte
	if _, err := io.ReadFull(from, lengths[:]); err != nil {
		return nil, err
	}
	text := make([]byte, binary.BigEndian.Uint32(lengths[:4]))
	body = make([]byte, binary.BigEndian.Uint32(lengths[4:]))
	if _, err := io.ReadFull(from, text); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(from, body); err != nil {
		return nil, err
	}
	return body, json.Unmarshal(text, head)
}

func writeFrame(to *bufio.Writer, head any, body []byte) error {
	text, err := json.Marshal(head)
	if err != nil {
		return err
	}
	var lengths [8]byte
	binary.BigEndian.PutUint32(lengths[:4], uint32(len(text)))
	binary.BigEndian.PutUint32(lengths[4:], uint32(len(body)))
	for _, part := range [][]byte{lengths[:], text, body} {
		if _, err := to.Write(part); err != nil {
			return err
		}
	}
	return to.Flush()
}
