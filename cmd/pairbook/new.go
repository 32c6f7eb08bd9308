package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
)

// newFlags are what "new" is told of a pair.
type newFlags struct {
	programme, mentor, mentee, start, organisation string
	set                                            []string
}

func (r *run) newCommand() *cobra.Command {
	var f newFlags
	c := r.command("new", func(*cobra.Command, []string) error { return r.newPair(f) })
	c.Args = r.args(0, 0)
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(&f.programme, "programme", "", t("programme"))
	c.Flags().StringVar(&f.mentor, "mentor", "", t("mentor"))
	c.Flags().StringVar(&f.mentee, "mentee", "", t("mentee"))
	c.Flags().StringVar(&f.start, "start", "", t("start"))
	c.Flags().StringVar(&f.organisation, "organisation", "", t("organisation"))
	c.Flags().StringArrayVar(&f.set, "set", nil, t("set"))
	_ = c.RegisterFlagCompletionFunc("programme", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return sortedIDs(r.lib.Programmes), cobra.ShellCompDirectiveNoFileComp
	}) // fails only for a flag that is not there
	return c
}

// newPair begins a pair and prints its id. Everything is checked before the book
// is opened, so that a slip does not leave an empty book behind.
func (r *run) newPair(f newFlags) error {
	if missing := f.missing(); len(missing) > 0 {
		return usage("new_missing", "flags", strings.Join(missing, " "))
	}
	changes, err := r.beginning(f)
	if err != nil {
		return err
	}
	if err := r.orCreate(); err != nil {
		return err
	}
	others, err := r.book.Pairs()
	if err != nil {
		return err
	}
	id, err := r.book.NewPair(changes, forms.Mentee)
	if err != nil {
		return err
	}
	if r.flags.lang != "" && len(others) == 0 { // the first pair's language becomes the book's
		if err := r.book.SetSetting(settingLang, r.flags.lang); err != nil {
			return err
		}
	}
	r.print(string(id))
	return nil
}

func (f newFlags) missing() []string {
	var out []string
	for _, need := range []struct{ flag, value string }{
		{"--programme", f.programme}, {"--mentor", f.mentor}, {"--mentee", f.mentee}, {"--start", f.start},
	} {
		if strings.TrimSpace(need.value) == "" {
			out = append(out, need.flag)
		}
	}
	return out
}

// beginning returns the first answers of a pair: its pair sheet.
func (r *run) beginning(f newFlags) ([]forms.Change, error) {
	today, err := r.today()
	if err != nil {
		return nil, err
	}
	programme := strings.ReplaceAll(f.programme, "_", "-")
	if r.lib.Programmes[programme] == nil {
		return nil, notFound("no_programme", "programme", shown(f.programme), "programmes", known(sortedIDs(r.lib.Programmes)))
	}
	rec := forms.NewRecord("")
	p := forms.NewPair(rec, r.lib, today, r.words)
	s, err := sheet(p, forms.PairForm)
	if err != nil {
		return nil, err
	}
	b := beginner{run: r, sheet: s}
	b.set("template_id", string(forms.TemplateOption(programme)))
	b.set("mentor_name", f.mentor)
	b.set("mentee_name", f.mentee)
	b.set("anchor_date", f.start)
	if f.organisation != "" {
		b.set("organisation", f.organisation)
	}
	if r.flags.lang != "" {
		b.set("language", r.flags.lang)
	}
	for _, pair := range f.set {
		name, value, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, usage("bad_assignment", "text", shown(pair))
		}
		b.set(name, value)
	}
	return b.changes, b.err
}

// beginner gathers the answers of a pair that is not in the book yet; the first
// error stays.
type beginner struct {
	run     *run
	sheet   forms.Sheet
	changes []forms.Change
	err     error
}

func (b *beginner) set(name, value string) {
	if b.err != nil {
		return
	}
	e, err := b.run.plan(b.sheet, name, []string{value}, "")
	if err != nil {
		b.err = err
		return
	}
	for _, c := range e.changes {
		b.changes = append(b.changes, c)
		b.sheet.Pair.Record.Expect(c, forms.Mentee, 0)
	}
}

// sortedIDs lists the keys of a library's map.
func sortedIDs[T any](m map[string]T) []string {
	ids := make([]string, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
