package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// absent is what the table says of a program that is not on this computer.
const absent = "not here"

// binaries are the paths of what was built to be measured, "" where it could not be.
type binaries struct{ ours, bare, huh, textarea, sqlite string }

// build compiles packages of the module in a folder ("" is this one) as they are
// shipped. More than one gets a folder as out, with a separator at its end.
func build(ctx context.Context, module, out, pkg string) error {
	c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, pkg)
	c.Dir, c.Env = module, append(os.Environ(), "CGO_ENABLED=0")
	if text, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", pkg, err, text)
	}
	return nil
}

// buildAll builds pairbook, the bare app, and the peers of the module beside. Peers
// that cannot be built, as without a network, are not here.
func buildAll(ctx context.Context, dir string) (bs binaries, err error) {
	bs.ours, bs.bare = filepath.Join(dir, "pairbook"), filepath.Join(dir, "bare")
	if err := build(ctx, "", bs.ours, "pairbook/cmd/pairbook"); err != nil {
		return bs, err
	}
	if err := build(ctx, "", bs.bare, "pairbook/cmd/pairbook-bench/bare"); err != nil {
		return bs, err
	}
	module, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return bs, fmt.Errorf("find the module's folder: %w", err)
	}
	peers := filepath.Join(strings.TrimSpace(string(module)), "cmd", "pairbook-bench", "peers")
	if err := build(ctx, peers, dir+string(filepath.Separator), "./..."); err != nil {
		fmt.Fprintln(os.Stderr, "the peers are left out:", err)
		return bs, nil
	}
	bs.huh, bs.textarea, bs.sqlite = filepath.Join(dir, "huh"), filepath.Join(dir, "textarea"), filepath.Join(dir, "sqlite")
	return bs, nil
}

// beside is what the table says of a peer: the figures, or why there are none.
func (p program) beside(err error, fs ...Figure) Beside {
	switch {
	case p.path == "":
		return Beside{Who: p.name, Absent: absent}
	case errors.Is(err, errLong):
		return Beside{Who: p.name, Absent: err.Error()}
	case err != nil:
		fmt.Fprintf(os.Stderr, "%s is left out: %v\n", p.name, err)
		return Beside{Who: p.name, Absent: "could not be measured"}
	}
	return Beside{Who: p.name, Figures: fs}
}

// installed returns the path of a program, "" where it is not there.
func installed(name string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		return ""
	}
	return path
}

// bare returns the least a Bubble Tea app can be.
func (b *bench) bare() program {
	return program{name: "bare v2", path: b.built.bare, home: b.home, bye: "\x11", ready: []string{"ctrl+q"}}
}

// huhForm is a form of 40 questions.
func (b *bench) huhForm() program {
	return program{
		name: "huh form", path: b.built.huh, home: b.home, bye: "\x03", ready: []string{"question 1", "question 6"},
		quiet: peerSure,
	}
}

// textarea is the editor of bubbles, empty.
func (b *bench) textarea() program {
	return program{
		name: "textarea", path: b.built.textarea, home: b.home, bye: "\x11", ready: []string{"ctrl+q"},
		quiet: peerSure,
	}
}

// textareaOn is the editor of bubbles on a text. It takes a quarter of a second for each
// key in 5,000 lines, which nobody waits for 1,000 times.
func (b *bench) textareaOn(file string) program {
	p := b.textarea()
	p.args, p.slow, p.quiet = []string{file}, true, 1500*time.Millisecond
	return p
}

// Keys that end vim and nano.
const vimBye, nanoBye = "\x1b\x1b:qa!\r", "\x18n"

// vim on a file; typing begins in insert mode.
func (b *bench) vim(f textFile) program {
	return program{
		name: "vim", path: installed("vim"), home: b.home, bye: vimBye, ready: []string{f.first, f.line(high - 1)},
		args:   []string{"-n", "-i", "NONE", f.path},
		typing: func(t *term) error { return t.send("i") },
		quiet:  peerSure,
	}
}

func (b *bench) nano(f textFile) program {
	return program{
		name: "nano", path: installed("nano"), home: b.home, bye: nanoBye, ready: []string{f.first, f.line(high - 4)},
		args: []string{f.path}, quiet: peerSure,
	}
}

// dialog asks for one line.
func (b *bench) dialog() program {
	return program{
		name: "dialog", path: installed("dialog"), home: b.home, bye: "\x1b\x1b", ready: []string{"what-now", "cancel"},
		args: []string{"--inputbox", "what-now", "8", "60"}, quiet: peerSure,
	}
}
