package forms

import (
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// DiffLine is one line of a readable difference between two canonical texts.
type DiffLine struct {
	Kind  DiffKind
	Field string // id of the question
	Text  string
}

// DiffKind says what a line of a difference is.
type DiffKind string

// The lines of a difference: the wording of a question, as it is now; what it was
// called, where that has changed; a line of an answer that stayed, that is gone, that
// is new.
const (
	DiffQuestion DiffKind = "question"
	DiffRenamed  DiffKind = "renamed"
	DiffStays    DiffKind = "stays"
	DiffWas      DiffKind = "was"
	DiffIs       DiffKind = "is"
)

// Difference tells what has changed from one canonical text to another, question by
// question and line by line; questions that read the same are left out. A text that
// cannot be taken apart is compared as it stands. A reader needs no more than these
// lines: w words an answer that is missing, and names rows.
func Difference(old, new string, w *lang.Words) []DiffLine {
	was, ok := readWording(old)
	is, ok2 := readWording(new)
	if !ok || !ok2 {
		return diffLines("", strings.Split(old, "\n"), strings.Split(new, "\n"))
	}
	find := func(qs []asked, key string) asked {
		for _, q := range qs {
			if q.key() == key {
				return q
			}
		}
		return asked{}
	}
	keys := func(qs []asked) (out []string) {
		for _, q := range qs {
			out = append(out, q.key())
		}
		return out
	}
	var out []DiffLine
	done := map[string]bool{}
	for _, step := range merge(keys(was.questions), keys(is.questions)) {
		if done[step.text] {
			continue // it has only changed its place
		}
		done[step.text] = true
		out = append(out, diffQuestion(find(was.questions, step.text), find(is.questions, step.text), w)...)
	}
	return out
}

// WhatChanged tells what is otherwise on the sheet now than in the wording that was
// signed, in the language it was signed in; see Difference.
func (p *Pair) WhatChanged(f Proof) []DiffLine {
	s, ok := p.Sheet(f.Sheet)
	if !ok || f.Wording == "" {
		return nil
	}
	return Difference(f.Wording, s.canonical(f.Lang, f.Version), s.in(f.Lang).Pair.Words)
}

// diffQuestion tells of one question; one of the two may be missing.
func diffQuestion(was, is asked, w *lang.Words) []DiffLine {
	if was.same(is) {
		return nil
	}
	id, label := is.id, is.label
	if id == "" {
		id, label = was.id, was.label
	}
	out := []DiffLine{{DiffQuestion, id, oneLine(label)}}
	if was.label != label && was.id != "" {
		out = append(out, DiffLine{DiffRenamed, id, w.T("sign.asked_before", "question", oneLine(was.label))})
	}
	return append(out, diffLines(id, was.lines(w), is.lines(w))...)
}

// lines writes the answers as a person reads them.
func (q asked) lines(w *lang.Words) []string {
	if len(q.answers) == 0 {
		return []string{w.T("sign.no_answer")}
	}
	var out []string
	for _, a := range q.answers {
		text := a.shown
		if a.part != "" && a.label != "" {
			text = w.T("sign.part", "part", a.label, "answer", text)
		}
		switch {
		case a.name != "":
			text = w.T("sign.part", "part", a.name, "answer", text)
		case a.row > 0:
			text = w.T("sign.row", "n", a.row, "answer", text)
		}
		out = append(out, strings.Split(text, "\n")...)
	}
	return out
}

func diffLines(id string, was, is []string) []DiffLine {
	var out []DiffLine
	for _, step := range merge(was, is) {
		out = append(out, DiffLine{step.kind, id, step.text})
	}
	return out
}

type mergeStep struct {
	kind DiffKind
	text string
}

// mergeMost bounds the work of comparing two long texts line by line.
const mergeMost = 1 << 21

// merge brings two lists together with as few steps that differ as can be (the longest
// common subsequence). Lists too long for that are told as all gone and all new, but for
// what they begin and end with.
func merge(was, is []string) []mergeStep {
	var out []mergeStep
	add := func(kind DiffKind, texts []string) {
		for _, t := range texts {
			out = append(out, mergeStep{kind, t})
		}
	}
	head := 0
	for head < min(len(was), len(is)) && was[head] == is[head] {
		head++
	}
	add(DiffStays, was[:head])
	was, is = was[head:], is[head:]
	tail := 0
	for tail < min(len(was), len(is)) && was[len(was)-1-tail] == is[len(is)-1-tail] {
		tail++
	}
	rest := was[len(was)-tail:]
	was, is = was[:len(was)-tail], is[:len(is)-tail]
	if len(was)*len(is) > mergeMost {
		add(DiffWas, was)
		add(DiffIs, is)
	} else {
		out = append(out, mergeMiddle(was, is)...)
	}
	add(DiffStays, rest)
	return out
}

// mergeMiddle is merge for lists that begin and end differently.
func mergeMiddle(was, is []string) []mergeStep {
	common := make([][]int, len(was)+1) // how many lines two tails have in common
	for i := range common {
		common[i] = make([]int, len(is)+1)
	}
	for i, a := range slices.Backward(was) {
		for j, b := range slices.Backward(is) {
			common[i][j] = max(common[i+1][j], common[i][j+1])
			if a == b {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var out []mergeStep
	i, j := 0, 0
	for i < len(was) || j < len(is) {
		switch {
		case i < len(was) && j < len(is) && was[i] == is[j]:
			out = append(out, mergeStep{DiffStays, was[i]})
			i, j = i+1, j+1
		case j == len(is) || i < len(was) && common[i+1][j] >= common[i][j+1]:
			out = append(out, mergeStep{DiffWas, was[i]})
			i++
		default:
			out = append(out, mergeStep{DiffIs, is[j]})
			j++
		}
	}
	return out
}
