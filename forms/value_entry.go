package forms

import "strings"

// Entry is one chosen option of a choice or multi: its id ("group.sub" for an
// option inside a group), and what was typed beside it, if it takes that.
type Entry struct{ ID, Detail string }

// Entries takes the value of a choice or multi apart, in the order it has. It
// does not know which options there are; lines without an id are left out.
func Entries(v Value) []Entry {
	var es []Entry
	for line := range strings.SplitSeq(string(v), "\n") {
		id, detail, _ := strings.Cut(line, ":")
		if id = strings.TrimSpace(id); id != "" {
			es = append(es, Entry{ID: id, Detail: strings.TrimSpace(detail)})
		}
	}
	return es
}

// JoinEntries makes the value that Entries takes apart. Details are cleaned as
// short texts are; entries without an id are left out.
func JoinEntries(es []Entry) Value {
	var lines []string
	for _, e := range es {
		if e.ID == "" {
			continue
		}
		line := e.ID
		if detail := cleanDetail(e.Detail); detail != "" {
			line += ": " + detail
		}
		lines = append(lines, line)
	}
	return Value(strings.Join(lines, "\n"))
}

func cleanDetail(s string) string {
	if s = strings.TrimSpace(cleanShort(s)); blank(s) {
		return ""
	}
	return s
}

// Tick returns the value of a multi with an option added or taken away, in the
// order of the options. What is typed beside other options stays; options that
// order does not have stay too, at the end. Ticking an option of a group leaves
// the group itself as it was.
func Tick(v Value, id string, on bool, order []Option) Value {
	var es []Entry
	there := false
	for _, e := range Entries(v) {
		if e.ID == id {
			if !on || there {
				continue
			}
			there = true
		}
		es = append(es, e)
	}
	if on && !there {
		es = append(es, Entry{ID: id})
	}
	return JoinEntries(inOrder(es, optionOrder(order)))
}

// optionOrder lists the ids of options as answers have them.
func optionOrder(options []Option) []string {
	var ids []string
	for _, o := range options {
		ids = append(ids, o.ID)
		for _, sub := range o.Options {
			ids = append(ids, o.ID+"."+sub.ID)
		}
	}
	return ids
}

// inOrder puts entries in the order of ids, each id once: what was said last
// counts. Ids that are not known come last, in their own order.
func inOrder(es []Entry, ids []string) []Entry {
	last := make(map[string]Entry, len(es))
	for _, e := range es {
		last[e.ID] = e
	}
	out := make([]Entry, 0, len(last))
	take := func(id string) {
		if e, ok := last[id]; ok {
			out = append(out, e)
			delete(last, id)
		}
	}
	for _, id := range ids {
		take(id)
	}
	for _, e := range es {
		take(e.ID)
	}
	return out
}
