package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pairbook/forms"
)

const (
	lastWord  = " end-of-answer" // shows that all of a text has come
	longLines = 5_000
	manyKeys  = 1_000
	pasteSize = 100 << 10
)

// inContract returns pairbook at a question of the contract: the short one, or
// the long one with text in it.
func (b *bench) inContract(field string) (program, error) {
	f, err := b.lib.twoYears()
	if err != nil {
		return program{}, err
	}
	who := f.pairs[0]
	if field == longField {
		who = f.pairs[1]
	}
	fd, ok := b.lib.forms.Forms[forms.ContractForm].Field(field)
	if !ok {
		return program{}, fmt.Errorf("the contract has no %s any more", field)
	}
	p := b.pairbook(f)
	p.book, p.args = f.path, []string{"--pair", string(who)}
	l := b.lib.words.Lang()
	words := strings.Fields(b.lib.forms.Programmes[forms.DefaultProgramme].Fill(fd.Label.In(l), l))
	p.typing = toContract(strings.Join(words[:min(len(words), 4)], " ")) // the rest can be on the next line
	return p, nil
}

// typingPrograms returns who types: we in the sheet, we in 5,000 lines, bare, nano
// and vim in a file of 5,000 lines.
func (b *bench) typingPrograms() ([]program, error) {
	sheet, err := b.inContract(shortField)
	if err != nil {
		return nil, err
	}
	long, err := b.inContract(longField)
	if err != nil {
		return nil, err
	}
	long.typing = then(long.typing, paste(lines(longLines)+lastWord))
	file, word, err := b.someText()
	return []program{sheet, long, b.bare(), b.nano(file, word), b.vim(file, word), b.dialog(word)}, err
}

// someText writes a file of 5,000 lines for the editors, and returns a word of its
// first screen.
func (b *bench) someText() (file, word string, err error) {
	file = filepath.Join(b.home, "answer.txt")
	text := "first-line\n" + lines(longLines) + "\n"
	return file, "first-line", os.WriteFile(file, []byte(text), 0o600)
}

// keys measures typing: the time to the frame, and its bytes.
func (b *bench) keys() ([]Row, error) {
	ps, err := b.typingPrograms()
	if err != nil {
		return nil, err
	}
	results := make([]typing, len(ps))
	for i, p := range ps {
		if p.path == "" {
			continue
		}
		if results[i], err = typeAt(p, b.keysFor(i)); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	var speed, size []Beside
	for i, p := range ps[2:] {
		r := results[i+2]
		speed = append(speed, besideTimes(p, r.last))
		size = append(size, besideBytes(p, r.bytes))
	}
	bare := results[2].last.p(50)
	return []Row{
		keyRow("key to last byte, 40-field sheet", results[0], bare, speed),
		keyRow("key to last byte, 5,000-line answer", results[1], bare, nil),
		{
			What:   "bytes for each typed character",
			Limits: []Limit{{"sheet", 48, "≤ 48"}, {"long", 48, "≤ 48"}},
			Ours:   []Figure{{"sheet", results[0].bytes, ""}, {"long", results[1].bytes, ""}},
			Beside: size,
			Note:   "all bytes from the first key to the last, what the header says of saving among them",
		},
	}, nil
}

// keysFor is how many keys are typed into a program. Those that draw by Bubble Tea's
// clock wait up to a whole tick of 8.3 ms, by chance: it takes some hundred keys until
// their median moves by less than a fifth of a millisecond.
func (b *bench) keysFor(program int) int {
	if program < 3 {
		return b.times(500, 60)
	}
	return b.times(120, 36)
}

func typeAt(p program, n int) (typing, error) {
	t, err := p.open()
	if err != nil {
		return typing{}, err
	}
	defer t.end(p.bye)
	return newTypist(t).latency(n)
}

func keyRow(what string, r typing, bare float64, beside []Beside) Row {
	return Row{
		What: what, Beside: beside,
		Limits: []Limit{{"p50", 6, "p50 ≤ 6 ms"}, {"p95", 10, "p95 ≤ 10 ms"}},
		Ours:   []Figure{{"p50", r.last.p(50), "ms"}, {"p95", r.last.p(95), "ms"}, {"× bare", r.last.p(50) / bare, ""}},
	}
}

func besideBytes(p program, n float64) Beside {
	if p.path == "" {
		return Beside{Who: p.name, Absent: missing}
	}
	return Beside{Who: p.name, Figures: []Figure{{"", n, ""}}}
}

// burst measures 1,000 keys that come at once: in the sheet and in the long
// answer.
func (b *bench) burst() ([]Row, error) {
	ps, err := b.typingPrograms()
	if err != nil {
		return nil, err
	}
	text := strings.Repeat("ab ", manyKeys/3) + "a"
	rs, err := atOnce(ps, text)
	if err != nil {
		return nil, err
	}
	return onceRows("1,000 keys at once", 300, ps, rs), nil
}

// paste measures 100 KB that are pasted into the long answer, which is empty.
func (b *bench) paste() ([]Row, error) {
	ps, err := b.typingPrograms()
	if err != nil {
		return nil, err
	}
	empty, err := b.inContract(longField)
	if err != nil {
		return nil, err
	}
	ps[0] = empty
	ps = slices.DeleteFunc(ps, func(p program) bool { return p.name == "dialog" }) // one line cannot take a paste of many
	text := lines(pasteSize / 44)
	rs, err := atOnce(ps, pasted(text))
	if err != nil {
		return nil, err
	}
	rows := onceRows("paste of 100 KB", 150, ps, rs)
	rows[0].What, rows[1].What = "paste of 100 KB, empty answer", "paste of 100 KB, 5,000-line answer"
	return rows, nil
}

// How long nothing must come after a burst to take it as done. Peers are given
// more: nano thinks for a while before it draws a paste, and says nothing later.
const (
	sure     = 200 * time.Millisecond
	peerSure = 600 * time.Millisecond
)

// atOnce sends text to each program, fresh from its start, and returns the
// milliseconds.
func atOnce(ps []program, text string) ([]float64, error) {
	out := make([]float64, len(ps))
	for i, p := range ps {
		if p.path == "" {
			continue
		}
		t, err := p.open()
		if err != nil {
			return nil, err
		}
		quiet := peerSure
		if p.path == ps[0].path {
			quiet = sure
		}
		took, err := newTypist(t).burst(text, quiet)
		t.end(p.bye)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		out[i] = ms(took)
	}
	return out, nil
}

func onceRows(what string, most float64, ps []program, took []float64) []Row {
	var beside []Beside
	for i, p := range ps[2:] {
		b := Beside{Who: p.name, Absent: missing}
		if p.path != "" {
			b = Beside{Who: p.name, Figures: []Figure{{"", took[i+2], "ms"}}}
		}
		beside = append(beside, b)
	}
	limits := []Limit{{"took", most, "≤ " + number(most) + " ms"}}
	return []Row{
		{What: what + ", sheet", Limits: limits, Ours: []Figure{{"took", took[0], "ms"}}, Beside: beside},
		{What: what + ", 5,000-line answer", Limits: limits, Ours: []Figure{{"took", took[1], "ms"}}},
	}
}
