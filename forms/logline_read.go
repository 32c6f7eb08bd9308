package forms

import (
	"slices"
	"strings"
)

// read reads the line: its head up to a word such as "about", then what follows.
func (r *lineReader) read() (ContactLine, *Problem) {
	pieces, behind, p := r.head()
	if p != nil {
		return ContactLine{}, p
	}
	personsInText(pieces)
	inVain(pieces)
	said, p := r.choose(pieces)
	if p != nil {
		return ContactLine{}, p
	}
	about := r.leftOver(pieces)
	if behind >= 0 {
		end := r.peel(behind, &said)
		if p := r.unsure(behind, end, said); p != nil {
			return ContactLine{}, p
		}
		about = r.withBehind(pieces, about, behind, end)
	}
	return r.contact(pieces, said, strings.Join(about, " – "))
}

// head reads the pieces up to the word before what it was about; behind is the token
// after that, -1 where there is none.
func (r *lineReader) head() (pieces []piece, behind int, p *Problem) {
	length := false // how long it took was read
	for i := 0; i < len(r.toks); {
		pc, p := r.pieceAt(i)
		if p != nil {
			return nil, 0, p
		}
		if pc.kind == pieceAbout {
			behind := r.skipSigns(pc.to)
			n, ok := r.duration(behind)
			if length || !ok || !r.stands(n.to) {
				return append(pieces, pc), behind, nil
			}
			pc.kind = pieceSmall // "about 25 min"
		}
		length = length || pc.says[factMinutes] != ""
		pieces = append(pieces, pc)
		i = pc.to
	}
	return pieces, -1, nil
}

func (r *lineReader) skipSigns(i int) int {
	for i < len(r.toks) && r.toks[i].sep != 0 {
		i++
	}
	return i
}

// stands reports whether a length before token i stands by itself: "about 25 min" does,
// "about 2 h of overtime" does not.
func (r *lineReader) stands(i int) bool {
	for i < len(r.toks) {
		pc, p := r.pieceAt(i)
		switch {
		case p != nil || pc.kind == pieceRest || pc.kind == pieceName:
			return false
		case pc.kind != pieceSmall:
			return true
		}
		i = pc.to
	}
	return true
}

// personsInText leaves names in the middle of other words where they are: "news from
// Per" does not say who began.
func personsInText(pieces []piece) {
	for i := range pieces {
		pc := &pieces[i]
		person := pc.says[factBegan] != "" || pc.says == [facts]string{}
		if pc.kind == pieceSaid && person && besideRest(pieces, i, -1) {
			*pc = piece{kind: pieceRest, from: pc.from, to: pc.to}
		}
	}
}

// inVain lets a try that nobody answered come before the way it was made: "phone, no
// answer".
func inVain(pieces []piece) {
	tried := func(pc piece) bool { return pc.says[factChannel] == string(triedInVain) }
	if !slices.ContainsFunc(pieces, tried) {
		return
	}
	for i := range pieces {
		if pc := &pieces[i]; pc.says[factChannel] != "" && !tried(*pc) {
			pc.says[factImplied], pc.says[factChannel] = pc.says[factChannel], ""
		}
	}
}

// besideRest looks at the neighbour of piece i before it (step -1) or behind it, little
// words and names aside.
func besideRest(pieces []piece, i, step int) bool {
	for i += step; i >= 0 && i < len(pieces); i += step {
		if k := pieces[i].kind; k != pieceSmall && k != pieceName {
			return k == pieceRest
		}
	}
	return false
}

// alone reports whether piece i stands by itself, and not in the middle of other words.
// Who began may have words behind it.
func alone(pieces []piece, i int) bool {
	return !besideRest(pieces, i, -1) && (pieces[i].says[factBegan] != "" || !besideRest(pieces, i, +1))
}

// choose takes one value for each fact. Pieces that stand by themselves come before
// those in the middle of other words. What is not taken becomes a part of what it was
// about.
func (r *lineReader) choose(pieces []piece) (said [facts]string, p *Problem) {
	free := make([]bool, len(pieces))
	for i := range pieces {
		free[i] = alone(pieces, i)
	}
	var give []int
	for f := range facts {
		if f == factImplied && said[factChannel] != "" {
			give = append(give, inText(pieces, free, f)...)
			continue
		}
		first, rest := candidates(pieces, free, f)
		for _, i := range first {
			v := pieces[i].says[f]
			if said[f] != "" && said[f] != v {
				return said, r.twice(f, said[f], v)
			}
			said[f] = v
		}
		if len(first) > 0 && f == factDate && r.inWords(pieces, first[0], free) {
			return said, problem("log.unsure-day", "text", typed(r.text(pieces[first[0]].from, pieces[first[0]].to)))
		}
		give = append(give, rest...)
	}
	for _, i := range give {
		pieces[i].kind = pieceRest
	}
	return said, nil
}

// candidates returns the pieces that answer a fact, and those that stay in the text.
// Of several in the middle of other words that say the same, one will do.
func candidates(pieces []piece, free []bool, f fact) (take, leave []int) {
	for i, pc := range pieces {
		if pc.says[f] != "" && free[i] {
			take = append(take, i)
		}
	}
	text := inText(pieces, free, f)
	if len(take) > 0 || len(text) == 0 {
		return take, text
	}
	leave = text[1:]
	for _, i := range text {
		if pieces[i].says[f] != pieces[text[0]].says[f] {
			return text, nil // two answers: it is asked which
		}
	}
	return text[:1], leave
}

// inText returns the pieces in the middle of other words that answer a fact.
func inText(pieces []piece, free []bool, f fact) (out []int) {
	for i, pc := range pieces {
		if pc.says[f] != "" && !free[i] {
			out = append(out, i)
		}
	}
	return out
}

// inWords reports whether a day ends other words: it may be the day of what was talked
// about.
func (r *lineReader) inWords(pieces []piece, i int, free []bool) bool {
	return !free[i] && pieces[i].open && besideRest(pieces, i, -1)
}

// leftOver returns what was not read of the head, each run of words by itself.
func (r *lineReader) leftOver(pieces []piece) []string {
	var out []string
	for _, run := range runs(pieces) {
		out = append(out, r.text(pieces[run[0]].from, pieces[run[1]].to))
	}
	return out
}

// runs finds the runs of pieces that were not read, first and last. Little words before
// what was read go with it.
func runs(pieces []piece) [][2]int {
	var out [][2]int
	open := false
	for i, pc := range pieces {
		switch {
		case pc.kind == pieceSaid || pc.kind == pieceAbout:
			open = false
		case pc.kind == pieceSep || pc.kind == pieceSmall && leads(pieces[i:]):
		case open:
			out[len(out)-1][1] = i
		default:
			out, open = append(out, [2]int{i, i}), true
		}
	}
	return out
}

// leads reports whether little words lead to something that was read.
func leads(pieces []piece) bool {
	for _, pc := range pieces {
		if pc.kind != pieceSmall {
			return pc.kind == pieceSaid || pc.kind == pieceAbout
		}
	}
	return false
}

// withBehind puts what stands behind "about" to what was left over before it. Where
// they are one sentence, "Amina asked about the hall", it stays one.
func (r *lineReader) withBehind(pieces []piece, about []string, behind, end int) []string {
	if behind >= end {
		return about
	}
	if all := runs(pieces); len(all) > 0 {
		last := all[len(all)-1]
		between := pieces[last[1]+1 : len(pieces)-1]
		if !slices.ContainsFunc(between, func(pc piece) bool { return pc.kind != pieceSmall }) {
			return append(about[:len(about)-1], r.text(pieces[last[0]].from, end))
		}
	}
	return append(about, r.text(behind, end))
}

// text is the line from one token up to another.
func (r *lineReader) text(from, to int) string {
	if from >= to {
		return ""
	}
	return r.line[r.toks[from].start:r.toks[to-1].end]
}

// peel reads what stands behind commas at the end of what it was about, as far as it
// was not said before, and returns where the text ends.
func (r *lineReader) peel(behind int, said *[facts]string) int {
	before := *said
	end := r.trim(behind, len(r.toks))
	for {
		comma := end - 1
		for comma > behind && !r.toks[comma].is(',') {
			comma--
		}
		if comma <= behind {
			return end
		}
		more, ok := r.segment(comma+1, end, before, *said)
		if !ok {
			return end
		}
		*said = more
		end = r.trim(behind, comma)
	}
}

// trim leaves out the signs at the end.
func (r *lineReader) trim(from, to int) int {
	for to > from && r.toks[to-1].sep != 0 {
		to--
	}
	return to
}

// segment reads tokens of which each must say something new; before is what had been
// said when the text began.
func (r *lineReader) segment(from, to int, before, said [facts]string) ([facts]string, bool) {
	found := false
	for i := from; i < to; {
		pc, p := r.pieceAt(i)
		if p != nil || pc.to > to || pc.kind != pieceSmall && pc.kind != pieceSaid {
			return said, false
		}
		more, ok := pc.addTo(&said, before)
		if !ok {
			return said, false
		}
		found = found || more
		i = pc.to
	}
	return said, found
}

// addTo adds what a piece says to what was said; ok is false where it says something
// else, or something that had been said before.
func (pc piece) addTo(said *[facts]string, before [facts]string) (found, ok bool) {
	if pc.says[factBegan] == "" && pc.says[factImplied] != "" && before[factChannel]+before[factImplied] != "" {
		return false, false
	}
	for f, v := range pc.says {
		if v == "" || fact(f) == factImplied && pc.says[factBegan] != "" && said[f] != "" {
			continue
		}
		if before[f] != "" || said[f] != "" && said[f] != v {
			return false, false
		}
		said[f], found = v, true
	}
	return found, true
}

// unsure asks about a day that ends what it was about when no day was said before. One
// that would be to come is what it was about.
func (r *lineReader) unsure(behind, end int, said [facts]string) *Problem {
	if said[factDate] != "" {
		return nil
	}
	for i := behind; i < end; i++ {
		pc, p := r.date(i)
		if p == nil && pc.to == end && pc.says[factDate] != "" && !r.ahead(r.toks[i:end]) {
			return problem("log.unsure-day", "text", typed(r.text(i, end)))
		}
	}
	return nil
}
