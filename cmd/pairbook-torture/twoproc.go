//go:build linux

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// holder is another process that has the book open.
type holder struct {
	cmd *exec.Cmd
	in  io.WriteCloser
}

func (e *env) hold(ctx context.Context, book string) (*holder, error) {
	cmd, err := player(ctx, "hold", book, "", "")
	if err != nil {
		return nil, err
	}
	h := &holder{cmd: cmd}
	if h.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "ready\n" {
		h.leave()
		return nil, fmt.Errorf("hold the book: %q, %w", line, err)
	}
	return h, nil
}

func (h *holder) pid() string { return strconv.Itoa(h.cmd.Process.Pid) }

func (h *holder) signal(s syscall.Signal) { _ = h.cmd.Process.Signal(s) }

func (h *holder) leave() {
	_ = h.in.Close()
	_ = h.cmd.Wait()
}

func (h *holder) kill() {
	_ = h.cmd.Process.Kill()
	_ = h.cmd.Wait() // it says: killed
}

// soon is how quickly the second one has to be told; a busy computer may add to it.
const soon = 1500 * time.Millisecond

// second is a case of two processes. It gets a book of its own.
type second struct {
	name string
	do   func(c *together) error
}

// together is one case while it runs.
type together struct {
	e    *env
	ctx  context.Context
	t    *tally
	name string
	book string
}

// twoProcesses has two programs at one book in twelve ways and more.
func twoProcesses(ctx context.Context, e *env, t *tally) error {
	fresh, err := e.bookWithPair(ctx)
	if err != nil {
		return err
	}
	cases := append(heldCases(), freeCases()...)
	return each(ctx, len(cases), 4, func(ctx context.Context, i int) error {
		dir, err := e.folder(fmt.Sprintf("two-%d", i))
		if err != nil {
			return err
		}
		if err := lay(dir, fresh); err != nil {
			return err
		}
		c := &together{e: e, ctx: ctx, t: t, name: cases[i].name, book: filepath.Join(dir, bookName)}
		t.done(1, 0)
		if err := cases[i].do(c); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		return nil
	})
}

// whileHeld runs do while another process has the book open, by any name of it.
func whileHeld(do func(c *together, h *holder) error) func(*together) error {
	return func(c *together) error {
		h, err := c.e.hold(c.ctx, c.book)
		if err != nil {
			return err
		}
		defer h.kill()
		return do(c, h)
	}
}

// refused calls the program, which has to be told that the book is open elsewhere.
func (c *together) refused(book, pid string, args ...string) error {
	s, err := c.e.call(c.ctx, book, args...)
	if err != nil || s.faults(c.t, c.name) {
		return err
	}
	if s.code != exitInUse || s.took > soon || !strings.Contains(s.err, pid) {
		c.t.fault(wrong, "%s: exit %d after %s: %s", c.name, s.code, s.took.Round(time.Millisecond), short(s.err))
	}
	return nil
}

// works calls the program, which has to do it.
func (c *together) works(book string, args ...string) error {
	s, err := c.e.call(c.ctx, book, args...)
	if err != nil || s.faults(c.t, c.name) {
		return err
	}
	if s.code != 0 {
		c.t.fault(wrong, "%s: exit %d: %s", c.name, s.code, short(s.err))
	}
	return nil
}

func setting(text string) []string {
	return []string{"set", "planning_worksheet", "pw_now_good", text}
}

// heldCases are those in which somebody holds the book.
func heldCases() []second {
	return []second{
		{"a second one writes", whileHeld(func(c *together, h *holder) error { return c.refused(c.book, h.pid(), setting("x")...) })},
		{"a second one reads", whileHeld(func(c *together, h *holder) error { return c.refused(c.book, h.pid(), "list") })},
		{"a second one makes a backup", whileHeld(func(c *together, h *holder) error { return c.refused(c.book, h.pid(), "backup") })},
		{"a second one begins a pair", whileHeld(func(c *together, h *holder) error { return c.refused(c.book, h.pid(), beginning()...) })},
		{"the first one sleeps", whileHeld(func(c *together, h *holder) error {
			h.signal(syscall.SIGSTOP)
			defer h.signal(syscall.SIGCONT)
			return c.refused(c.book, h.pid(), setting("x")...)
		})},
		{"by a symbolic link", whileHeld(func(c *together, h *holder) error {
			link := filepath.Join(filepath.Dir(c.book), "link.db")
			return errors.Join(os.Symlink(c.book, link), c.refused(link, h.pid(), setting("x")...))
		})},
		{"by a hard link", whileHeld(func(c *together, _ *holder) error {
			link := filepath.Join(filepath.Dir(c.book), "hard.db")
			return errors.Join(os.Link(c.book, link), c.refused(link, "", setting("x")...))
		})},
		{"the lock file was deleted", whileHeld(func(c *together, _ *holder) error {
			return errors.Join(os.Remove(c.book+".lock"), c.refused(c.book, "", setting("x")...))
		})},
		{"the book goes away with the first one", whileHeld(func(c *together, h *holder) error {
			go h.leave() // in the middle of the second one's waiting
			return c.works(c.book, setting("x")...)
		})},
		{"a restore over an open book", whileHeld(func(c *together, h *holder) error {
			copied := filepath.Join(filepath.Dir(c.book), "copy.db")
			data, err := os.ReadFile(c.book)
			return errors.Join(err, os.WriteFile(copied, data, 0o600), c.refused(c.book, h.pid(), "restore", copied, "--yes"))
		})},
	}
}

// freeCases are those in which nobody does, whatever it looks like.
func freeCases() []second {
	return []second{
		{"the first one was killed", whileHeld(func(c *together, h *holder) error {
			h.kill()
			return c.works(c.book, setting("x")...)
		})},
		{"its number is another process's now", func(c *together) error {
			lie := fmt.Sprintf(`{"pid":%d,"host":"here","since":"2026-03-02T10:00:00Z","clean":false,"revs":0}`, os.Getpid())
			return errors.Join(os.WriteFile(c.book+".lock", []byte(lie), 0o600), c.works(c.book, setting("x")...))
		}},
		{"the lock file is garbage", func(c *together) error {
			return errors.Join(os.WriteFile(c.book+".lock", []byte("\x00garbage{{{"), 0o600), c.works(c.book, setting("x")...))
		}},
		{"two begin at the same moment", func(c *together) error {
			for i := range 10 {
				c.book = filepath.Join(filepath.Dir(c.book), fmt.Sprintf("folder-%d", i), "book.db")
				if err := c.atOnce(func(int) []string { return beginning() }, 2, "list"); err != nil {
					return err
				}
			}
			return nil
		}},
		{"many write at the same moment", func(c *together) error {
			return c.atOnce(func(i int) []string {
				return []string{"set", "planning_worksheet", questions()[i], fmt.Sprintf("writer %d", i)}
			}, 4, "show")
		}},
	}
}

// atOnce runs calls at once. What each acknowledges has to be there.
func (c *together) atOnce(args func(i int) []string, n int, look string) error {
	var all sync.WaitGroup
	done := make([]bool, n)
	errs := make([]error, n)
	for i := range n {
		all.Go(func() {
			s, err := c.e.call(c.ctx, c.book, args(i)...)
			errs[i] = err
			if err == nil && !s.faults(c.t, c.name) {
				done[i] = s.code == 0
				if s.code != 0 && s.code != exitInUse {
					c.t.fault(wrong, "%s: exit %d: %s", c.name, s.code, short(s.err))
				}
			}
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	about := []string{look}
	if look == "show" {
		about = append(about, "planning_worksheet")
	}
	s, err := c.e.call(c.ctx, c.book, append(about, "--json")...)
	if err != nil {
		return err
	}
	acked := 0
	for i, ok := range done {
		if !ok {
			continue
		}
		acked++
		if look == "show" && !strings.Contains(s.out, fmt.Sprintf("writer %d", i)) {
			c.t.fault(lost, "%s: what writer %d was told is saved is not there", c.name, i)
		}
	}
	if got := strings.Count(s.out, "Amina Diallo"); look == "list" && got != acked {
		c.t.fault(lost, "%s: %d pairs of %d acknowledged", c.name, got, acked)
	}
	c.t.done(0, acked)
	return nil
}
