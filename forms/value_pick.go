package forms

import (
	"slices"
	"strconv"
	"strings"
)

// Bounds that let a book pasted into a choice by mistake be refused quickly, and
// messages stay short.
const (
	mostMarks   = 8   // commas or semicolons that a label may hold; colons looked at
	mostEntries = 300 // answers in one text
	mostOffered = 8   // options that a message lists
	longestName = 400 // bytes of a label that is recognised
)

// names are an option's names, folded, for setting typed text beside them.
type names struct {
	own   string   // label in the asker's language
	shown string   // the same with its group where that is needed
	any   []string // id, and labels in every language, also with their groups
}

// named returns the reader with the names of its options: reading needs them,
// checking does not.
func (r choiceReader) named() choiceReader {
	all := slices.Clone(r.all)
	times := make(map[string]int, len(all))
	for i := range all {
		o := &all[i]
		label := r.labelOf(o)
		times[label]++
		o.names = names{own: fold(label), any: []string{fold(o.id)}}
		for l, other := range o.label.Each() {
			o.names.any = append(o.names.any, fold(other))
			if group, ok := o.group.Has(l); ok {
				o.names.any = append(o.names.any, fold(r.a.Words.T("value.in-group", "group", group, "option", other)))
			}
		}
	}
	for i := range all {
		o := &all[i]
		o.names.shown = o.names.own
		if o.group != "" && times[r.labelOf(o)] > 1 {
			o.names.shown = fold(r.name(o))
		}
	}
	r.all = all
	return r
}

func (r choiceReader) parse(in string) (Value, *Problem) {
	if len(r.all) == 0 {
		return "", problem("value.choice-none")
	}
	r = r.named()
	var es []Entry
	for line := range strings.SplitSeq(cleanLong(in), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case blank(line):
			continue
		case len(es) > mostEntries:
			return "", r.unknown(line)
		}
		read := r.one
		if r.fd.Kind == KindMulti {
			read = r.several
		}
		found, p := read(line)
		if p != nil {
			return "", p
		}
		es = append(es, found...)
	}
	es = inOrder(es, r.ids())
	switch {
	case len(es) == 0:
		return "", r.unknown(in)
	case len(es) > 1 && r.fd.Kind == KindChoice:
		return "", problem("value.choice-one")
	}
	return JoinEntries(es), nil
}

func (r choiceReader) ids() []string {
	ids := make([]string, len(r.all))
	for i := range r.all {
		ids[i] = r.all[i].id
	}
	return ids
}

// one reads a line as one answer.
func (r choiceReader) one(line string) ([]Entry, *Problem) {
	if e, p, ok := r.withDetail(line); ok {
		return []Entry{e}, p
	}
	o, p := r.find(line)
	if p != nil {
		return nil, p
	}
	_, p = r.detail(o, "")
	return []Entry{{ID: o.id}}, p
}

// several reads a line of answers with commas or semicolons between them. Labels
// may hold these signs too, so the longest run that is an option is taken. What is
// typed beside an option runs to the end of the line.
func (r choiceReader) several(line string) ([]Entry, *Problem) {
	var es []Entry
	turns := 0
	for rest := line; rest != ""; turns++ {
		if turns > mostEntries {
			return nil, r.unknown(rest)
		}
		if e, p, ok := r.withDetail(rest); ok {
			return append(es, e), p
		}
		first, tail := r.longest(rest)
		rest = tail
		if blank(first) {
			continue
		}
		found, p := r.one(first)
		if p != nil {
			return nil, p
		}
		es = append(es, found...)
	}
	return es, nil
}

// longest cuts the longest run of pieces off a line that is exactly an option, or
// else its first piece.
func (r choiceReader) longest(line string) (first, tail string) {
	ends := pieces(line)
	for _, end := range slices.Backward(ends) {
		if len(r.exactly(line[:end])) == 1 {
			return strings.TrimSpace(line[:end]), after(line, end)
		}
	}
	return strings.TrimSpace(line[:ends[0]]), after(line, ends[0])
}

// after gives what follows the sign at which a piece ends.
func after(line string, end int) string {
	if end >= len(line) {
		return ""
	}
	return strings.TrimSpace(line[end+1:])
}

// pieces gives where the pieces of a line may end: at its first commas and
// semicolons, and at its end where there are no more of them.
func pieces(line string) []int {
	var ends []int
	for i := range len(line) {
		if line[i] != ',' && line[i] != ';' {
			continue
		}
		if ends = append(ends, i); len(ends) > mostMarks {
			return ends
		}
	}
	return append(ends, len(line))
}

// withDetail reads "option: words"; ok is false where the text is not of that
// form. The colon may also belong to a label.
func (r choiceReader) withDetail(in string) (e Entry, p *Problem, ok bool) {
	o, words, ok := r.beforeColon(in)
	if !ok {
		return Entry{}, nil, false
	}
	detail, p := r.detail(o, words)
	return Entry{ID: o.id, Detail: detail}, p, true
}

// beforeColon finds the option whose name stands before a colon: by its id, as it
// is kept, else by another name. Labels that hold a colon themselves come first.
func (r choiceReader) beforeColon(in string) (o *choice, words string, ok bool) {
	head, words, found := strings.Cut(in, ":")
	if !found {
		return nil, "", false
	}
	if o, known := r.byID(head); known && o.detail != "" {
		return o, words, true
	}
	if len(r.exactly(in)) > 0 {
		return nil, "", false
	}
	for i, n := 0, 0; i < len(in) && n < mostMarks; i++ {
		if in[i] != ':' {
			continue
		}
		n++
		if o := r.exactly(in[:i]); len(o) == 1 && (o[0].detail != "" || !strings.ContainsAny(in[i:], ",;")) {
			return o[0], in[i+1:], true
		}
	}
	if o, p := r.find(head); p == nil && o.detail != "" {
		return o, words, true
	}
	return nil, "", false
}

// exactly gives the options that have this name: the id, else the label in the
// asker's language, else any other name.
func (r choiceReader) exactly(in string) []*choice {
	in = strings.TrimSpace(in)
	if o, ok := r.byID(in); ok {
		return []*choice{o}
	}
	if in == "" || len(in) > longestName {
		return nil
	}
	word := fold(in)
	own := r.where(func(o *choice) bool { return o.names.own == word || o.names.shown == word })
	if len(own) > 0 {
		return own
	}
	return r.where(func(o *choice) bool {
		return slices.Contains(o.names.any, word) || o.id == "other" && isWord(word, "value.other-words")
	})
}

// find finds the one option that is meant: by its name, by its number from 1, or
// by the beginning of its label.
func (r choiceReader) find(in string) (*choice, *Problem) {
	hits := r.exactly(in)
	if len(hits) == 0 {
		hits = r.beginning(in)
		if n, err := strconv.Atoi(strings.TrimSpace(in)); err == nil && n >= 1 && n <= len(r.all) {
			if o := &r.all[n-1]; !slices.Contains(hits, o) { // "6" may also begin "6 months"
				hits = append(hits, o)
			}
		}
	}
	switch len(hits) {
	case 0:
		return nil, r.unknown(in)
	case 1:
		return hits[0], nil
	}
	return nil, problem("value.choice-several", "input", typed(in), "options", r.offered(hits))
}

// beginning gives the options whose label begins so: in the asker's language,
// else in any.
func (r choiceReader) beginning(in string) []*choice {
	if len(in) > longestName || blank(in) {
		return nil
	}
	word := fold(in)
	own := r.where(func(o *choice) bool { return strings.HasPrefix(o.names.own, word) })
	if len(own) > 0 {
		return own
	}
	return r.where(func(o *choice) bool {
		return slices.ContainsFunc(o.names.any[1:], func(label string) bool { return strings.HasPrefix(label, word) })
	})
}

// where gives the options of which f is true.
func (r choiceReader) where(f func(*choice) bool) []*choice {
	var hits []*choice
	for i := range r.all {
		if f(&r.all[i]) {
			hits = append(hits, &r.all[i])
		}
	}
	return hits
}

func (r choiceReader) unknown(in string) *Problem {
	every := r.where(func(*choice) bool { return true })
	return problem("value.choice", "input", typed(in), "options", r.offered(every))
}

// offered lists options in a message, the first few of many.
func (r choiceReader) offered(os []*choice) string {
	var names []string
	for i, o := range os {
		if i == mostOffered {
			return strings.Join(names, ", ") + " …"
		}
		names = append(names, r.name(o))
	}
	return strings.Join(names, ", ")
}
