package intake

import (
	"slices"
	"strings"

	"pairbook/forms"
)

// read reads what a file says as an answer. was is how the book's answer, now, reads in
// the file: what is unchanged in it stays what it is, even what is no option any more.
func (c *comparer) read(fd *forms.Field, said, was Cell, now forms.Value) (forms.Value, *forms.Problem) {
	ask := c.sheet.Pair.Asking()
	switch {
	case strings.TrimSpace(said.Text) == "":
		return "", nil
	case said.Canonical && fd.Check(forms.Value(said.Text), ask) == nil:
		return forms.Value(said.Text), nil
	}
	switch fd.Kind {
	case forms.KindChoice, forms.KindMulti:
		return c.chosen(fd, said, was, now)
	case forms.KindRating, forms.KindYesNo:
		for _, o := range fd.Choices(ask) {
			v := forms.Value(o.ID)
			if text := plain(said.Text); text == plain(fd.Show(v, ask)) || text == plain(fd.ShowShort(v, ask)) {
				return v, nil
			}
		}
	}
	return fd.Parse(said.Text, ask)
}

// chosen reads what was chosen, a line each.
func (c *comparer) chosen(fd *forms.Field, said, was Cell, now forms.Value) (forms.Value, *forms.Problem) {
	ask := c.sheet.Pair.Asking()
	kept := forms.Entries(now)
	before := strings.Split(was.Text, "\n")
	if len(before) != len(kept) {
		before = nil
	}
	var all []forms.Entry
	for text := range strings.SplitSeq(said.Text, "\n") {
		if strings.TrimSpace(text) == "" {
			continue
		}
		e, problem := c.entry(fd, text, before, kept, all)
		if problem != nil {
			return "", problem
		}
		all = append(all, e...)
	}
	if len(all) > 1 && fd.Kind == forms.KindChoice {
		return "", &forms.Problem{Key: "value.choice-one"}
	}
	v := forms.JoinEntries(all)
	if len(all) > 0 && !said.Canonical && fd.Kind == forms.KindMulti { // in the order of the options
		id := all[0].ID
		v = forms.Tick(v, id, true, fd.Choices(ask))
	}
	return v, nil
}

// entry reads one line of what was chosen, all being the lines above it. Of two options
// that are called the same, which nobody can tell apart in a file, the first is meant that
// was not chosen yet.
func (c *comparer) entry(fd *forms.Field, text string, before []string, kept, all []forms.Entry) ([]forms.Entry, *forms.Problem) {
	for i, was := range before {
		if was == text {
			before[i] = "\x00" // the next that reads the same is another
			return []forms.Entry{kept[i]}, nil
		}
	}
	ask := c.sheet.Pair.Asking()
	var found []forms.Entry
	for _, o := range c.options(fd) {
		if plain(text) == plain(o.name) {
			found = append(found, forms.Entry{ID: o.id})
		}
	}
	if len(found) == 0 {
		found = c.detailed(fd, text)
	}
	for i, e := range found {
		taken := slices.ContainsFunc(all, func(x forms.Entry) bool { return x.ID == e.ID })
		if fd.Check(forms.JoinEntries(found[i:i+1]), ask) == nil && (!taken || i == len(found)-1) {
			return found[i : i+1], nil
		}
	}
	v, problem := fd.Parse(text, ask)
	return forms.Entries(v), problem
}

// option is an option with the name it has in a file.
type option struct {
	id, name string
	detail   forms.Kind
}

func (c *comparer) options(fd *forms.Field) []option {
	p := c.sheet.Pair
	var out []option
	for _, o := range fd.Choices(p.Asking()) {
		group := p.Text(o.Label)
		out = append(out, option{o.ID, group, o.Detail})
		for _, sub := range o.Options {
			name := p.Words.T("value.in-group", "group", group, "option", p.Text(sub.Label))
			out = append(out, option{o.ID + "." + sub.ID, name, sub.Detail})
		}
	}
	return out
}

// detailed finds the options with words beside them that a line may be.
func (c *comparer) detailed(fd *forms.Field, text string) []forms.Entry {
	w := c.sheet.Pair.Words
	var found []forms.Entry
	for _, o := range c.options(fd) {
		if o.detail == "" {
			continue
		}
		for _, before := range []string{w.T("export.label", "label", plain(o.name)) + " ", plain(o.name) + ": "} {
			rest, ok := strings.CutPrefix(text, before)
			if !ok {
				continue
			}
			if o.detail == forms.KindNumber {
				n, problem := (&forms.Field{Kind: forms.KindNumber}).Parse(rest, c.sheet.Pair.Asking())
				if problem != nil {
					continue
				}
				rest = string(n)
			}
			found = append(found, forms.Entry{ID: o.id, Detail: rest})
			break
		}
	}
	return found
}
