package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// build compiles a package of this module, as it is shipped, and returns the
// binary's path.
func build(ctx context.Context, dir, name, pkg string) (string, error) {
	out := filepath.Join(dir, name)
	c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, pkg)
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build %s: %w\n%s", pkg, err, text)
	}
	return out, nil
}

// program is something that is measured on a terminal.
type program struct {
	name string
	path string   // of the binary; "" where it is not installed
	args []string // what it is started with
	home string   // folder it may write in
	// book is a book that it opens as a copy of its own, so that what is typed
	// stays out of the next measurement; "" for none.
	book string
	// cold drops what the system keeps of that copy in memory, as after a night: of a
	// file that was written a moment ago it maps megabytes where one page is asked for.
	cold bool
	// shared is a book that is opened where it lies; "" for none.
	shared string
	// ready are words, in lower case, that stand on its first complete screen, the
	// part that is written last among them.
	ready []string
	bye   string // keys that end it
	// typing are keys that bring it to the place where one types; nil: it is there.
	typing func(*term) error
}

const missing = "not installed"

// start launches the program on a terminal.
func (p program) start() (*term, error) {
	book := p.shared
	if p.book != "" {
		fresh, err := copied(p.book, p.home)
		if err != nil {
			return nil, err
		}
		book = fresh
		if p.cold {
			if err := dropCache(fresh); err != nil {
				return nil, fmt.Errorf("let the system forget the book: %w", err)
			}
		}
	}
	c := exec.Command(p.path, p.args...)
	c.Dir = p.home
	c.Env = []string{
		"TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "PAIRBOOK_LANG=en",
		"HOME=" + p.home, "PATH=" + os.Getenv("PATH"), "PAIRBOOK_BOOK=" + book,
	}
	return launch(c)
}

// copied puts a copy of a book into a new folder and returns its path.
func copied(book, home string) (string, error) {
	dir, err := os.MkdirTemp(home, "book-")
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(book)
	if err != nil {
		return "", fmt.Errorf("copy the book: %w", err)
	}
	fresh := filepath.Join(dir, "book.db")
	return fresh, os.WriteFile(fresh, data, 0o600)
}

// open starts the program and goes to where one types.
func (p program) open() (*term, error) {
	t, err := p.start()
	if err != nil {
		return nil, err
	}
	if _, err = t.await(p.ready...); err == nil && p.typing != nil {
		err = p.typing(t)
	}
	if err != nil {
		t.end(p.bye)
		return nil, fmt.Errorf("%s: %w", p.name, err)
	}
	return t, nil
}

// The words of pairbook's first screen: a key of the footer, which is written
// last. Keys are the same in every language.
var footer = []string{"ctrl+q"}

// pairbook returns the program on a book; args are added.
func (b *bench) pairbook(f bookFile, args ...string) program {
	return program{
		name: "pairbook", path: b.ours, home: b.home, bye: "\x11", ready: footer,
		shared: f.path, args: args,
	}
}

// bare returns the least a Bubble Tea app can be.
func (b *bench) bare() program {
	return program{name: "bare v2", path: b.bareApp, home: b.home, bye: "\x11", ready: []string{"ctrl+q"}}
}

// installed returns the path of a program, "" where it is not there.
func installed(name string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		return ""
	}
	return path
}

// Keys of the peers.
const vimBye, nanoBye = "\x1b\x1b:qa!\r", "\x18n"

// vim on a file; typing begins in insert mode.
func (b *bench) vim(file, word string) program {
	return program{
		name: "vim", path: installed("vim"), home: b.home, bye: vimBye, ready: []string{word},
		args:   []string{"-n", "-i", "NONE", file},
		typing: func(t *term) error { return t.send("i") },
	}
}

func (b *bench) nano(file, word string) program {
	return program{name: "nano", path: installed("nano"), home: b.home, bye: nanoBye, ready: []string{word}, args: []string{file}}
}

// dialog asks for one line.
func (b *bench) dialog(word string) program {
	return program{
		name: "dialog", path: installed("dialog"), home: b.home, bye: "\x1b\x1b", ready: []string{word},
		args: []string{"--inputbox", word, "8", "60"},
	}
}
