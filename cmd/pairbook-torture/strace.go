//go:build linux

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// op is one thing that was asked of the disk, as strace saw it.
type op struct {
	call string // write, size, sync, create, folder, rename, remove, ack
	path string
	to   string // of a rename
	at   int64
	data []byte
	size int64
	from string // whose bytes are written, where the system copied them; at where
	off  int64
	step int    // that was acknowledged
	file *inode // that was made; set while it is replayed
}

// The kinds of ops.
const (
	opWrite  = "write"
	opSize   = "size" // the file gets this size
	opSync   = "sync"
	opCreate = "create" // an empty file, where there was none
	opFolder = "folder"
	opRename = "rename"
	opRemove = "remove"
	opAck    = "ack"
)

// recorded are the calls that change files. Those at the end we do not replay: where
// one happens in the folder that is watched, the recording is refused.
const recorded = "openat,close,pwrite64,write,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat," +
	"open,creat,truncate,writev,pwritev,pwritev2,fallocate,copy_file_range,sendfile,splice,link,linkat,symlink,symlinkat,mmap,sync_file_range"

// needStrace says what to do where it is missing.
func needStrace() error {
	if _, err := exec.LookPath("strace"); err != nil {
		return notRun("strace is missing; install the package strace")
	}
	return nil
}

// call is one line of strace: name(args) = result.
type call struct {
	name, result string
	args         []string
}

var (
	wholeCall   = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+|\?|0x[0-9a-f]+)(.*)$`)
	beginOfCall = regexp.MustCompile(`^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$`)
	restOfCall  = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)$`)
)

// parseLog reads what strace wrote with -f -y -xx, and returns what was done to the
// files in a folder, in the order in which it was done.
func parseLog(log io.Reader, folder string) ([]op, error) {
	p := &logReader{folder: folder, open: map[string]string{}, at: map[string]int64{}, there: map[string]bool{}}
	in := bufio.NewReaderSize(log, 1<<20)
	for {
		line, err := in.ReadString('\n')
		if line != "" {
			if err := p.line(strings.TrimSuffix(line, "\n")); err != nil {
				return nil, fmt.Errorf("%w in %s", err, short(line))
			}
		}
		if errors.Is(err, io.EOF) {
			return p.ops, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

type logReader struct {
	folder string
	open   map[string]string // by thread: the beginning of a call that is not finished
	at     map[string]int64  // by descriptor: where the next write goes
	there  map[string]bool   // paths of files
	ops    []op
}

func (p *logReader) line(line string) error {
	if m := beginOfCall.FindStringSubmatch(line); m != nil {
		p.open[m[1]] = m[2] + "(" + m[3]
		return nil
	}
	if m := restOfCall.FindStringSubmatch(line); m != nil {
		line = m[1] + " " + p.open[m[1]] + m[3]
		delete(p.open, m[1])
	}
	m := wholeCall.FindStringSubmatch(line)
	if m == nil || strings.HasPrefix(m[4], "-") || m[4] == "?" {
		return nil // a signal, an end, or a call that failed
	}
	c := call{name: m[2], args: splitArgs(m[3]), result: m[4] + m[5]}
	return p.call(c)
}

// splitArgs splits at commas that are outside of quotes and brackets. With -xx
// neither can hold a quote.
func splitArgs(s string) []string {
	var all []string
	deep, quoted, from := 0, false, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<' || c == '[' || c == '{':
			deep++
		case c == '>' || c == ']' || c == '}':
			deep--
		case c == ',' && deep == 0:
			all = append(all, strings.TrimSpace(s[from:i]))
			from = i + 1
		}
	}
	return append(all, strings.TrimSpace(s[from:]))
}

func (p *logReader) call(c call) error {
	switch c.name {
	case "openat":
		return p.opened(c)
	case "close":
		return nil
	case "write", "pwrite64":
		return p.wrote(c)
	case "ftruncate":
		return p.sized(c)
	case "fsync", "fdatasync":
		return p.on(c.args[0], func(path string) { p.add(op{call: opSync, path: path}) })
	case "copy_file_range":
		return p.copied(c)
	case "renameat", "renameat2":
		return p.two(c.args[1], c.args[3])
	case "unlinkat":
		return p.named(c.args[1], func(path string) { delete(p.there, path); p.add(op{call: opRemove, path: path}) })
	case "mkdirat":
		return p.named(c.args[1], func(path string) { p.add(op{call: opFolder, path: path}) })
	}
	return p.other(c)
}

// other refuses a call that we do not replay, where it changes a file in the folder.
func (p *logReader) other(c call) error {
	if c.name == "mmap" && !(strings.Contains(c.args[3], "MAP_SHARED") && strings.Contains(c.args[2], "PROT_WRITE")) {
		return nil // it is only read
	}
	for _, a := range c.args {
		text, err := unhex(a)
		if path, _ := pathOf(a); err == nil && (p.within(string(text)) || p.within(path)) {
			return fmt.Errorf("%s is not replayed", c.name)
		}
	}
	return nil
}

func (p *logReader) add(o op) { p.ops = append(p.ops, o) }

func (p *logReader) within(path string) bool {
	return strings.HasPrefix(path, p.folder+"/") || path == p.folder
}

// on calls do with the path of a descriptor, where it is in the folder.
func (p *logReader) on(arg string, do func(path string)) error {
	path, err := pathOf(arg)
	if err == nil && p.within(path) && !strings.HasSuffix(path, " (deleted)") {
		do(path)
	}
	return err
}

// named calls do with a path that is an argument itself.
func (p *logReader) named(arg string, do func(path string)) error {
	text, err := unhex(arg)
	if err == nil && p.within(string(text)) {
		do(string(text))
	}
	return err
}

func (p *logReader) two(from, to string) error {
	return p.named(from, func(a string) {
		_ = p.named(to, func(b string) { // it was whole a moment ago
			delete(p.there, a)
			p.there[b] = true
			p.add(op{call: opRename, path: a, to: b})
		})
	})
}

func (p *logReader) opened(c call) error {
	return p.on(c.result, func(path string) {
		p.at[strings.Fields(c.result)[0]] = 0
		switch flags := c.args[2]; {
		case strings.Contains(flags, "O_CREAT") && !p.there[path]:
			p.there[path] = true
			p.add(op{call: opCreate, path: path})
		case strings.Contains(flags, "O_TRUNC"):
			p.add(op{call: opSize, path: path})
		}
	})
}

func (p *logReader) wrote(c call) error {
	data, err := unhex(c.args[1])
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(strings.Fields(c.result)[0])
	if err != nil || n > len(data) {
		return fmt.Errorf("%d bytes written, %d recorded: %w", n, len(data), err)
	}
	data = data[:n]
	if strings.HasPrefix(c.args[0], "1<") {
		for line := range bytes.Lines(data) {
			o := op{call: opAck}
			if _, err := fmt.Sscanf(string(line), "ack %d", &o.step); err == nil {
				p.add(o)
			}
		}
		return nil
	}
	return p.on(c.args[0], func(path string) {
		o := op{call: opWrite, path: path, data: data}
		if c.name == "pwrite64" {
			o.at, _ = strconv.ParseInt(c.args[3], 10, 64) // strace wrote a number
		} else {
			o.at = p.at[c.args[0]]
			p.at[c.args[0]] += int64(n)
		}
		p.add(o)
	})
}

// copied reads a copy that the system made from one file to another, both where they
// stand.
func (p *logReader) copied(c call) error {
	n, err := strconv.ParseInt(strings.Fields(c.result)[0], 10, 64)
	from, _ := pathOf(c.args[0])
	if err != nil || c.args[1] != "NULL" || c.args[3] != "NULL" || !p.within(from) {
		return fmt.Errorf("such a copy is not replayed: %w", err)
	}
	err = p.on(c.args[2], func(path string) {
		p.add(op{call: opWrite, path: path, at: p.at[c.args[2]], from: from, off: p.at[c.args[0]], size: n})
	})
	p.at[c.args[0]] += n
	p.at[c.args[2]] += n
	return err
}

func (p *logReader) sized(c call) error {
	n, err := strconv.ParseInt(c.args[1], 10, 64)
	if err != nil {
		return err
	}
	return p.on(c.args[0], func(path string) { p.add(op{call: opSize, path: path, size: n}) })
}

// pathOf reads the path of a descriptor: 3<\x2f…>.
func pathOf(arg string) (string, error) {
	from, to := strings.IndexByte(arg, '<'), strings.LastIndexByte(arg, '>')
	if from < 0 || to < from {
		return "", nil
	}
	text, err := unhex(`"` + arg[from+1:to] + `"`)
	if err != nil {
		return "", nil //nolint:nilerr // a socket or a pipe, which is no file
	}
	return string(text), nil
}

// unhex reads a string of -xx: "\x2f\x74". A string that strace cut short is an error.
func unhex(arg string) ([]byte, error) {
	if !strings.HasPrefix(arg, `"`) {
		return nil, nil
	}
	body, ok := strings.CutSuffix(arg[1:], `"`)
	if !ok || len(body)%4 != 0 {
		return nil, fmt.Errorf("the string was cut short")
	}
	out := make([]byte, len(body)/4)
	for i := range out {
		if body[4*i] != '\\' || body[4*i+1] != 'x' {
			return nil, fmt.Errorf("no string of bytes")
		}
		n, err := strconv.ParseUint(body[4*i+2:4*i+4], 16, 8)
		if err != nil {
			return nil, err
		}
		out[i] = byte(n)
	}
	return out, nil
}
