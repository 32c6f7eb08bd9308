//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"pairbook/forms"
	"pairbook/store"
)

// This program also plays those who use a book, in processes of their own that can be
// killed or fail. The role is in the environment, and what else they need.
const (
	roleEnv    = "PAIRBOOK_TORTURE_ROLE"
	bookEnv    = "PAIRBOOK_TORTURE_BOOK"
	scriptEnv  = "PAIRBOOK_TORTURE_SCRIPT" // name, seed and length
	programEnv = "PAIRBOOK_TORTURE_PROGRAM"
)

// play plays the role, and reports whether there is one.
func play(role string) (code int, mine bool) {
	switch role {
	case "":
		return 0, false
	case "judge":
		return judgeAll(), true
	case "hold":
		return hold(os.Getenv(bookEnv)), true
	}
	steps, err := parseScript(os.Getenv(scriptEnv))
	if err != nil {
		fmt.Println("error", err)
		return 2, true
	}
	runtime.LockOSThread() // faults are counted by thread
	switch role {
	case "store":
		err = playStore(os.Getenv(bookEnv), steps)
	case "commands":
		err = playCommands(os.Getenv(bookEnv), os.Getenv(programEnv), steps)
	default:
		err = fmt.Errorf("no role %q", role)
	}
	if err != nil {
		fmt.Println("error", err)
		return 1, true
	}
	return 0, true
}

// script names a script, so that another process can make the same one.
func script(name string, seed uint64, n int) string { return fmt.Sprintf("%s %d %d", name, seed, n) }

func parseScript(text string) ([]step, error) {
	var name string
	var seed uint64
	var n int
	if _, err := fmt.Sscan(text, &name, &seed, &n); err != nil {
		return nil, fmt.Errorf("script %q: %w", text, err)
	}
	rng := rand.New(rand.NewPCG(seed, 7))
	switch name {
	case "long":
		return longScript(rng, n), nil
	case "keys":
		return keyScript(rng), nil
	case doArrive, doDecrypt:
		return arriveScript(rng, name), nil
	case "over":
		return overScript(rng), nil
	case "commands":
		return commandScript(rng, n), nil
	case "sets":
		return sets(rng, 0, n), nil
	}
	return nil, fmt.Errorf("no script %q", name)
}

// playStore does the steps with the store, and says each that is acknowledged. One
// that fails is said, too, and the next one is tried.
func playStore(path string, steps []step) error {
	s := &scribe{path: path}
	if !slices.Contains([]string{doBegin, doArrive, doDecrypt}, steps[0].Do) {
		if err := s.open(); err != nil {
			return err
		}
	}
	for i, st := range steps {
		if err := s.do(st); err != nil {
			fmt.Println("refused", i, kindOf(err), strconv.Quote(err.Error()))
			if s.book == nil {
				return err
			}
			continue
		}
		fmt.Println("ack", i)
	}
	return s.book.Close()
}

// kindOf says in a word what became of a save that failed.
func kindOf(err error) string {
	for word, is := range map[string]error{
		"uncertain": store.ErrUncertain, "full": store.ErrFull, "gone": store.ErrGone,
		"permission": store.ErrPermission, "damaged": store.ErrDamaged,
	} {
		if errors.Is(err, is) {
			return word
		}
	}
	return "failed"
}

// scribe writes a book with the store.
type scribe struct {
	path string
	book *store.Book
	pair forms.PairID
}

func (s *scribe) open() error {
	b, err := store.Open(s.path, store.Options{})
	if err != nil {
		return err
	}
	pairs, err := b.Pairs()
	if err != nil || len(pairs) == 0 {
		return errors.Join(fmt.Errorf("%d pairs", len(pairs)), err)
	}
	s.book, s.pair = b, pairs[0].ID
	return nil
}

func (s *scribe) do(st step) (err error) {
	switch st.Do {
	case doBegin:
		if s.book, err = store.OpenOrCreate(s.path, store.Options{}); err == nil {
			s.pair, err = s.book.NewPair(people(), forms.Mentee)
		}
	case doSet:
		_, err = s.book.Commit(s.pair, forms.Mentee, []forms.Change{{Addr: address(st.Field), Value: forms.Value(st.Text)}})
	case doDraft:
		err = s.book.Draft(s.pair, map[forms.Address]string{address(st.Field): st.Text})
	case doBackup:
		_, err = s.book.BackupDaily("")
	case doOlder:
		err = s.book.Backup(olderBackup(s.path))
	case doForget:
		_, err = s.book.Forget(s.pair, store.Forgetting{Match: func(a forms.Address) bool { return a == address(st.Field) }, Earlier: true})
	case doReopen:
		if err = s.book.Close(); err == nil {
			err = s.open()
		}
	case doBack:
		err = s.restore()
	case doArrive, doDecrypt:
		err = s.arrive(st)
	case doLock:
		_, err = s.book.SetPassphrase(st.Text)
	case doUnlock:
		_, err = s.book.RemovePassphrase()
	default:
		err = fmt.Errorf("no step %q", st.Do)
	}
	return err
}

// restore puts the newest backup into the place of the book, and opens it again.
func (s *scribe) restore() error {
	file, err := newestBackup(s.path)
	if err != nil {
		return err
	}
	if err := s.book.Close(); err != nil {
		return err
	}
	if _, err := store.Restore(s.path, file, store.Options{}); err != nil {
		return err
	}
	return s.open()
}

// arrive restores a book of another computer, as the program does.
func (s *scribe) arrive(st step) error {
	o := store.Options{}
	if s.book != nil {
		if err := s.book.Close(); err != nil {
			return err
		}
		o.Backups = filepath.Join(filepath.Dir(s.path), keptAway)
	}
	dir, err := os.MkdirTemp("", "pairbook-carried-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // it lies among the temporary files
	there := &scribe{path: filepath.Join(dir, "book.db")}
	for _, before := range []step{{Do: doBegin}, {doSet, st.Field, st.Text}} {
		if err := there.do(before); err != nil {
			return err
		}
	}
	if err := there.book.Close(); err != nil {
		return err
	}
	file := there.path
	if st.Do == doDecrypt {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		tmp, drop, err := store.Beside(s.path)
		if err != nil {
			return err
		}
		defer drop()
		if err := os.WriteFile(tmp, data, 0o600); err != nil {
			return err
		}
		file = tmp
	}
	if _, err := store.Restore(s.path, file, o); err != nil {
		return err
	}
	return s.open()
}

// keptAway is a folder for backups that is not the usual one: what is kept there is not on
// the disk because the book is.
const keptAway = "away/backups"

// handedOut is the name of a copy of the book that was handed out.
const handedOut = "handed-out.db"

// olderBackup is the path of a backup of an earlier day.
func olderBackup(book string) string {
	name := strings.TrimSuffix(filepath.Base(book), filepath.Ext(book)) + "-2026-01-02.bak"
	return filepath.Join(filepath.Dir(book), "backups", name)
}

// newestBackup finds the newest of the backups of days: what a restore has replaced lies
// there, too, under names with a time.
func newestBackup(book string) (string, error) {
	all, err := filepath.Glob(filepath.Join(filepath.Dir(book), "backups", "*-????-??-??.bak"))
	if err != nil || len(all) == 0 {
		return "", fmt.Errorf("no backup of %s: %w", book, err)
	}
	return all[len(all)-1], nil
}

// people are the two of every book here.
func people() []forms.Change {
	var all []forms.Change
	for field, value := range map[string]string{"mentor_name": "Per Holm", "mentee_name": "Amina Diallo", "template_id": "workplace"} {
		if a, ok := forms.SummaryAddress(field); ok {
			all = append(all, forms.Change{Addr: a, Value: forms.Value(value)})
		}
	}
	return all
}

// beginning begins a book with the two.
func beginning() []string {
	return []string{"new", "--programme", "workplace", "--mentor", "Per Holm", "--mentee", "Amina Diallo", "--start", "2026-03-02"}
}

// playCommands does the steps with the program, one call each.
func playCommands(path, program string, steps []step) error {
	for i, st := range steps {
		args := map[string][]string{
			doBegin:  beginning(),
			doSet:    {"set", forms.WorksheetForm, st.Field, st.Text},
			doBackup: {"backup"},
			doHand:   {"backup", filepath.Join(filepath.Dir(path), handedOut)},
			doForget: {"forget", forms.WorksheetForm, st.Field, "--yes"},
		}[st.Do]
		if st.Do == doBack {
			file, err := newestBackup(path)
			if err != nil {
				return err
			}
			args = []string{"restore", file, "--yes"}
		}
		if args == nil {
			return fmt.Errorf("no command for %q", st.Do)
		}
		cmd := exec.CommandContext(context.Background(), program, args...)
		cmd.Env = surroundings(path)
		out, err := cmd.CombinedOutput()
		if err != nil {
			fmt.Println("refused", i, "failed", strconv.Quote(err.Error()+": "+string(out)))
			continue
		}
		fmt.Println("ack", i)
	}
	return nil
}

// surroundings is the environment of a program with a book and a home of its own.
func surroundings(book string) []string {
	return []string{
		"PAIRBOOK_BOOK=" + book, "HOME=" + filepath.Dir(filepath.Dir(book)), "PATH=" + os.Getenv("PATH"),
		"LANG=C.UTF-8", "TERM=xterm-256color", "TZ=UTC", "TMPDIR=" + os.TempDir(),
	}
}

// hold opens a book and keeps it until its input ends.
func hold(path string) int {
	b, err := store.Open(path, store.Options{Wait: time.Second})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("ready")
	_, _ = os.Stdin.Read(make([]byte, 1)) // until the parent goes away
	if err := b.Close(); err != nil {
		return 1
	}
	return 0
}

// player returns a command that plays a role on a book.
func player(ctx context.Context, role, book, script, program string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self)
	cmd.Env = append(surroundings(book), roleEnv+"="+role, bookEnv+"="+book, scriptEnv+"="+script, programEnv+"="+program)
	return cmd, nil
}

// answers reads what a player said: which steps were acknowledged, and which were
// refused how.
func answers(out string) (acked []int, refused map[int]string, failure string) {
	refused = map[int]string{}
	for line := range strings.Lines(out) {
		var i int
		var how string
		if _, err := fmt.Sscanf(line, "ack %d", &i); err == nil {
			acked = append(acked, i)
		} else if _, err := fmt.Sscanf(line, "refused %d %s", &i, &how); err == nil {
			refused[i] = how
		} else if rest, ok := strings.CutPrefix(line, "error "); ok {
			failure = strings.TrimSpace(rest)
		}
	}
	return acked, refused, failure
}
