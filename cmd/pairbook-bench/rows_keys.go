package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

const (
	manyKeys  = 1_000
	slowKeys  = 20 // of these, for programs that take long for each
	pasteSize = 100 << 10
)

// keys measures typing: the time to the frame, and its bytes.
func (b *bench) keys() ([]Row, error) {
	ls, err := b.lineups()
	if err != nil {
		return nil, err
	}
	ps := append(ls[0].all(), ls[1].all()...)
	results, errs := b.typeInTurn(ps)
	second := len(ls[0].peers) + 1
	if err := errors.Join(errs[0], errs[second]); err != nil {
		return nil, err
	}
	bare := results[1].last.p(50)
	var speed, size []Row
	for n, l := range ls {
		from := n * second
		r := results[from]
		s := Row{
			What:   "key to last byte, " + l.place,
			Limits: []Limit{{"p50", 6, "p50 ≤ 6 ms"}, {"p95", 10, "p95 ≤ 10 ms"}},
			Ours:   []Figure{r.last.middle(), {"p95", r.last.p(95), "ms"}, {"× bare", r.last.p(50) / bare, ""}},
		}
		z := Row{
			What:   "bytes for each typed character, " + l.place,
			Limits: []Limit{{"bytes", 48, "≤ 48"}}, Ours: []Figure{{"bytes", r.bytes(), ""}},
		}
		for i, p := range l.peers {
			r, err := results[from+1+i], errs[from+1+i]
			s.Beside = append(s.Beside, p.beside(err, r.last.middle(), Figure{"p95", r.last.p(95), "ms"}))
			z.Beside = append(z.Beside, p.beside(err, Figure{"bytes", r.bytes(), ""}))
		}
		speed, size = append(speed, s), append(size, z)
	}
	size[0].Note = "all bytes from the first key to the last, what the header says of saving among them"
	return append(speed, size...), nil
}

// keysFor is how many keys are typed into a program. Those that draw by Bubble Tea's
// clock wait up to a whole tick of 8.3 ms, by chance: it takes some hundred keys until
// their median moves by less than a fifth of a millisecond.
func (b *bench) keysFor(p program) int {
	switch {
	case p.slow:
		return b.times(40, 8)
	case p.path == b.built.ours || p.path == b.built.bare:
		return b.times(500, 48)
	case p.path == b.built.huh || p.path == b.built.textarea:
		return b.times(240, 24)
	}
	return b.times(120, 24)
}

// typeInTurn opens all programs and types into one after the other, in rounds.
func (b *bench) typeInTurn(ps []program) ([]typing, []error) {
	ts, opened := openAll(ps, func(int) bool { return true })
	defer leaveAll(ps, ts)
	typists := make([]*typist, len(ps))
	for i, t := range ts {
		typists[i] = newTypist(t)
	}
	n := b.times(5, 2)
	errs := rounds(ps, n, func(_, i int) error {
		if opened[i] != nil {
			return opened[i]
		}
		return typists[i].latency(b.keysFor(ps[i]) / n)
	})
	out := make([]typing, len(ps))
	for i, y := range typists {
		out[i] = y.out
	}
	return out, errs
}

// burst measures 1,000 keys that come at once: in the sheet and in the long
// answer.
func (b *bench) burst() ([]Row, error) {
	ls, err := b.lineups()
	if err != nil {
		return nil, err
	}
	text := strings.Repeat("ab ", manyKeys/3) + "a"
	rows, err := b.atOnce(ls, "1,000 keys at once", 300, text)
	if err != nil {
		return nil, err
	}
	rows[1].Note = fmt.Sprintf("the textarea gets %d keys there: each takes it about as long as the one before", slowKeys)
	return rows, nil
}

// paste measures 100 KB that are pasted into the long answer, empty and full.
func (b *bench) paste() ([]Row, error) {
	ls, err := b.lineups()
	if err != nil {
		return nil, err
	}
	if ls[0].ours, err = b.inContract(longField); err != nil {
		return nil, err
	}
	ls[0].place = "empty answer"
	ls[0].peers = ls[0].peers[:len(ls[0].peers)-1] // dialog's one line cannot take a paste of many
	return b.atOnce(ls, "paste of 100 KB", 150, pasted(lines(pasteSize/44)))
}

// onceIsEnough is how many ms a burst takes where chance does not matter any more.
const onceIsEnough = 2_000

// atOnce sends text to each program, fresh from its start, a few times. Slow programs
// get only some of the keys.
func (b *bench) atOnce(ls []lineup, what string, most float64, text string) ([]Row, error) {
	ps := append(ls[0].all(), ls[1].all()...)
	took, errs := make([]sample, len(ps)), make([]error, len(ps))
	order := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same orders each time
	for range b.times(3, 1) {
		ts, opened := openAll(ps, func(i int) bool { return errs[i] == nil && !(took[i].p(50) > onceIsEnough) })
		for _, i := range order.Perm(len(ps)) {
			if errs[i] = errors.Join(errs[i], opened[i]); errs[i] != nil || ts[i] == nil {
				continue
			}
			part := text
			if ps[i].slow {
				part = sip(text)
			}
			var d time.Duration
			if d, errs[i] = newTypist(ts[i]).burst(part, ps[i].done()); errs[i] == nil {
				took[i].add(d)
			} else {
				_ = ts[i].cmd.Process.Kill() // it could be busy for minutes
			}
		}
		leaveAll(ps, ts)
	}
	second := len(ls[0].peers) + 1
	if err := errors.Join(errs[0], errs[second]); err != nil {
		return nil, err
	}
	var rows []Row
	for n, l := range ls {
		from := n * second
		row := Row{
			What: what + ", " + l.place, Limits: []Limit{{"took", most, "≤ " + number(most) + " ms"}},
			Ours: []Figure{{"took", took[from].p(50), "ms"}},
		}
		for i, p := range l.peers {
			k := from + 1 + i
			row.Beside = append(row.Beside, p.beside(errs[k], Figure{"took", took[k].p(50), "ms"}))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// sip returns as much of a burst as a slow program gets: some keys, or a whole paste.
func sip(text string) string {
	if strings.HasPrefix(text, pasteBegins) {
		return text
	}
	return text[:slowKeys]
}
