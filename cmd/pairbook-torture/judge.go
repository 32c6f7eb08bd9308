//go:build linux

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"pairbook/forms"
	"pairbook/store"
)

// question is a book that may have been hurt, and how far its script had come: so
// many steps were acknowledged, and the next one may be there, too.
type question struct {
	Dir    string
	Script string
	Acked  int
	Total  int // steps that can have been begun; 0: one more than acknowledged
}

// verdictOf is what a judge says of it. Kind is lost or wrong; Text is "" where all is
// as it should be.
type verdictOf struct {
	Kind kind
	Text string
}

// bookName is what the books of the recordings are called.
const bookName = "home/book.db"

// judgeAll answers questions until there are no more. It runs in a process of its own,
// because a broken file can end it.
func judgeAll() int {
	in := json.NewDecoder(os.Stdin)
	scripts := map[string][]step{}
	for {
		var q question
		if err := in.Decode(&q); errors.Is(err, io.EOF) {
			return 0
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 2
		}
		steps := scripts[q.Script]
		if steps == nil {
			var err error
			if steps, err = parseScript(q.Script); err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 2
			}
			scripts[q.Script] = steps
		}
		if err := json.NewEncoder(os.Stdout).Encode(q.judge(steps)); err != nil {
			return 2
		}
	}
}

// judge opens the book as the program does, and compares it.
func (q question) judge(steps []step) verdictOf {
	path := filepath.Join(q.Dir, bookName)
	may := []says{after(steps, q.Acked)}
	for k := q.Acked + 1; k <= min(max(q.Total, q.Acked+1), len(steps)); k++ {
		may = append(may, after(steps, k))
	}
	if trace, err := os.ReadFile(path + ".lock"); may[0].begun && !strings.Contains(string(trace), `"book":"`) {
		return verdictOf{lost, fmt.Sprintf("nothing remembers that there was a book: %q, %v", trace, err)}
	}
	b, err := openAny(path, may)
	if err != nil {
		return verdictOf{lost, "it does not open: " + err.Error()}
	}
	v, is := compare(b, may)
	if v.Text == "" {
		v = backups(path, may, is)
	}
	if v.Text == "" {
		v = goesOn(b)
	}
	if err := b.Close(); err != nil && v.Text == "" {
		v = verdictOf{lost, "it does not close: " + err.Error()}
	}
	return v
}

// openAny opens a book with one of the passphrases it may have. Before its first
// minute is over there may be none, and a new one has to come up in its place.
func openAny(path string, may []says) (*store.Book, error) {
	if !may[0].begun {
		return store.OpenOrCreate(path, store.Options{})
	}
	var errs error
	for _, s := range may {
		b, err := store.Open(path, store.Options{Passphrase: s.pass})
		if err == nil {
			return b, nil
		}
		errs = errors.Join(errs, err)
	}
	return nil, errs
}

// compare holds what the book says against each of what it may say, and returns those that
// it is.
func compare(b *store.Book, may []says) (v verdictOf, is []says) {
	if o := b.Opening(); o.Older || len(o.Damage) > 0 {
		return verdictOf{wrong, fmt.Sprintf("it is said to be damaged, or older than it was: %+v", o)}, nil
	}
	pairs, err := b.Pairs()
	if err != nil {
		return verdictOf{lost, "the pairs: " + err.Error()}, nil
	}
	if len(pairs) == 0 && !may[0].begun {
		return verdictOf{}, may
	}
	if len(pairs) != 1 || pairs[0].Mentee != "Amina Diallo" || pairs[0].Mentor != "Per Holm" {
		return verdictOf{lost, fmt.Sprintf("%d pairs", len(pairs))}, nil
	}
	rec, damage, err := b.Load(pairs[0].ID)
	if err != nil || len(damage) > 0 {
		return verdictOf{lost, fmt.Sprintf("%d damaged, %v", len(damage), err)}, nil
	}
	got := texts(rec)
	for _, s := range may {
		if s.differs(got) == "" {
			is = append(is, s)
		}
	}
	if len(is) == 0 {
		return verdictOf{lost, may[0].differs(got)}, nil
	}
	return verdictOf{}, is
}

// backups looks at every file that bears the name of a backup: it has to be whole, and
// none may come back that was removed because of what is in it. What the book is says how
// many have to be there; a step that was begun can have made one more.
func backups(path string, may, is []says) verdictOf {
	found, err := filepath.Glob(filepath.Join(filepath.Dir(path), "backups", "*.bak"))
	away, _ := filepath.Glob(filepath.Join(filepath.Dir(path), keptAway, "*.bak")) // the same pattern
	found = append(found, away...)
	fewest, most := is[0].files, may[0].files
	for _, s := range is {
		fewest = min(fewest, s.files)
	}
	for _, s := range may {
		most = max(most, s.files)
	}
	if err != nil || len(found) < fewest || len(found) > most {
		return verdictOf{lost, fmt.Sprintf("%d backups, and not %d to %d, %v", len(found), fewest, most, err)}
	}
	if may[0].handed {
		found = append(found, filepath.Join(filepath.Dir(path), handedOut))
	}
	for _, file := range found {
		if may[0].pass != "" || may[len(may)-1].pass != "" {
			continue
		}
		b, err := store.Open(file, store.Options{ReadOnly: true})
		if err != nil {
			return verdictOf{lost, "a backup: " + err.Error()}
		}
		r, err := b.Check(false)
		_ = b.Close() // it was only read
		if err != nil || !r.OK() {
			return verdictOf{lost, fmt.Sprintf("a backup: %+v, %v", r, err)}
		}
	}
	return verdictOf{}
}

// goesOn writes one answer more and reads it again.
func goesOn(b *store.Book) verdictOf {
	pairs, err := b.Pairs()
	if err != nil || len(pairs) == 0 {
		return verdictOf{}
	}
	at := address("pw_role_mentee").By(forms.Agreed)
	const more = "and we go on"
	if _, err := b.Commit(pairs[0].ID, forms.Mentee, []forms.Change{{Addr: at, Value: more}}); err != nil {
		return verdictOf{lost, "nothing more can be saved: " + err.Error()}
	}
	rec, damage, err := b.Load(pairs[0].ID)
	if err != nil || len(damage) > 0 || rec.Value(at) != more {
		return verdictOf{lost, fmt.Sprintf("one save later: %d damaged, %v", len(damage), err)}
	}
	return verdictOf{}
}

// bench is a row of judges, as many as there are hands.
type bench struct {
	life context.Context // of the judges, which is longer than that of a question
	free chan *judge
	mu   sync.Mutex
	all  []*judge
}

// judge is a process that judges.
type judge struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
	err strings.Builder
}

func newBench(ctx context.Context, n int) *bench {
	b := &bench{life: ctx, free: make(chan *judge, n)}
	for range n {
		b.free <- nil // started when it is needed
	}
	return b
}

func (b *bench) start() (*judge, error) {
	cmd, err := player(b.life, "judge", "", "", "")
	if err != nil {
		return nil, err
	}
	cmd.Env = append(cmd.Env, "GOMAXPROCS=1")
	j := &judge{cmd: cmd}
	if j.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	j.out = bufio.NewReader(out)
	cmd.Stderr = &j.err
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start a judge: %w", err)
	}
	b.mu.Lock()
	b.all = append(b.all, j)
	b.mu.Unlock()
	return j, nil
}

// ask has a book judged. A judge that ends, or is silent for too long, is a fault of
// the program, and is replaced.
func (b *bench) ask(ctx context.Context, q question, t *tally) error {
	j := <-b.free
	if j == nil {
		var err error
		if j, err = b.start(); err != nil {
			b.free <- nil
			return err
		}
	}
	v, failed := j.ask(q)
	if failed == nil {
		b.free <- j
		if v.Text != "" {
			t.fault(v.Kind, "%s", v.Text)
		}
		return nil
	}
	_ = j.cmd.Process.Kill() // it may have ended
	_ = j.cmd.Wait()
	b.free <- nil
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(failed, context.DeadlineExceeded) {
		t.fault(hang, "%s", failed)
	} else {
		t.fault(crash, "%v: %s", failed, short(j.err.String()))
	}
	return nil
}

func (j *judge) ask(q question) (verdictOf, error) {
	var v verdictOf
	if err := json.NewEncoder(j.in).Encode(q); err != nil {
		return v, err
	}
	slow := time.AfterFunc(5*patience, func() { _ = j.cmd.Process.Kill() })
	line, err := j.out.ReadBytes('\n')
	if !slow.Stop() {
		return v, fmt.Errorf("no answer: %w", context.DeadlineExceeded)
	}
	if err != nil {
		return v, fmt.Errorf("it ended: %w", err)
	}
	return v, json.Unmarshal(line, &v)
}

// close ends all judges.
func (b *bench) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, j := range b.all {
		_ = j.in.Close()
		_ = j.cmd.Wait() // it was only asked
	}
}
