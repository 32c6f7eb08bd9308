package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"pairbook/forms"
)

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
	quiet  time.Duration // how long nothing comes when it is done; 0 for sure
	slow   bool          // takes so long for a key that it gets few
}

// How long nothing must come to take something as done. Peers are given more: nano
// thinks for a while before it draws a paste, and says nothing later. Ours is shorter
// than the time after which pairbook keeps a draft and says so.
const (
	sure     = 200 * time.Millisecond
	peerSure = 600 * time.Millisecond
)

// done returns how long nothing comes when the program is done.
func (p program) done() time.Duration {
	if p.quiet == 0 {
		return sure
	}
	return p.quiet
}

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

// footer is a key at the foot of pairbook's screens, which is written last. Keys are
// the same in every language.
const footer = "ctrl+q"

// pairbook returns the program on a book, with words that its first screen shows;
// args are added. The foot alone is not enough: a frame can come without what it is
// the foot of.
func (b *bench) pairbook(f bookFile, words []string, args ...string) program {
	return program{
		name: "pairbook", path: b.built.ours, home: b.home, bye: "\x11", ready: append([]string{footer}, words...),
		shared: f.path, args: args,
	}
}

// onList returns pairbook on the list of a book's pairs, which begins with the newest;
// a book of one pair opens that pair.
func (b *bench) onList(f bookFile) program {
	if len(f.pairs) == 1 {
		return b.onPair(f, 0)
	}
	return b.pairbook(f, []string{fmt.Sprintf("amina%d diallo", len(f.pairs))})
}

// onPair returns pairbook on the page of a book's pair, which lists the sheets.
func (b *bench) onPair(f bookFile, n int) program {
	sheet := b.lib.forms.Forms[forms.ContractForm].Title.In(b.lib.words.Lang())
	words := []string{fmt.Sprintf("amina%d diallo", n+1), strings.ToLower(sheet)}
	return b.pairbook(f, words, "--pair", string(f.pairs[n]))
}

// onNothing returns pairbook on a book without pairs, which asks for a language first.
func (b *bench) onNothing(f bookFile) program {
	return b.pairbook(f, []string{"svenska"}) // each language is called what its people call it
}
