package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
)

func (r *run) formCommand() *cobra.Command {
	list := answersInJSON(r.command("form list", func(*cobra.Command, []string) error { return r.formList() }))
	list.Args = r.args(0, 0)

	source := false
	show := r.command("form show", func(_ *cobra.Command, args []string) error { return r.formShow(args[0], source) })
	show.Args = r.args(1, 1)
	show.Flags().BoolVar(&source, "yaml", false, r.words.T("cli.flag_yaml"))
	show.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return sortedIDs(r.lib.Forms), cobra.ShellCompDirectiveNoFileComp
	}

	check := r.command("form check", func(_ *cobra.Command, args []string) error { return r.check(args) })
	check.Args = r.args(1, -1)
	check.ValidArgsFunction = yamlFiles
	return r.group("form", list, show, check)
}

func yamlFiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}

type formListJSON struct {
	Schema int        `json:"schema"`
	Forms  []formJSON `json:"forms"`
}

type formJSON struct {
	ID        string       `json:"id"`
	Version   int          `json:"version"`
	Title     string       `json:"title"`
	Copies    forms.Copies `json:"copies"`
	Questions int          `json:"questions"`
}

func (r *run) formList() error {
	out := formListJSON{Schema: jsonSchema}
	for _, id := range sortedIDs(r.lib.Forms) {
		f := r.lib.Forms[id]
		n := 0
		for i := range f.Sections {
			n += len(f.Sections[i].Fields)
		}
		out.Forms = append(out.Forms, formJSON{f.ID, f.Version, r.text(f.Title), f.Copies, n})
	}
	if r.flags.json {
		return r.printJSON(out)
	}
	var rows [][]string
	for _, f := range out.Forms {
		rows = append(rows, []string{f.ID, f.Title, r.words.N("cli.questions", f.Questions)})
	}
	r.columns(rows)
	return nil
}

// text is a text of a form with the words of the default programme.
func (r *run) text(t lang.Text) string {
	l := r.words.Lang()
	return r.lib.Programmes[forms.DefaultProgramme].Fill(t.In(l), l)
}

// formShow prints what a form asks, or the file it is written in.
func (r *run) formShow(id string, source bool) error {
	f := r.lib.Forms[id]
	if f == nil {
		return notFound("no_form", "form", shown(id), "forms", known(sortedIDs(r.lib.Forms)))
	}
	if source {
		return r.printSource(f.Source)
	}
	r.print(r.text(f.Title))
	r.print(r.text(f.Purpose))
	for i := range f.Sections {
		sec := &f.Sections[i]
		r.print("\n" + r.text(sec.Title))
		r.printWhen(sec.When, "  ")
		for j := range sec.Fields {
			r.printField(&sec.Fields[j], "  ")
		}
	}
	return nil
}

func (r *run) printSource(name string) error {
	data, err := fs.ReadFile(catalog.Files(), name)
	if err != nil {
		return fmt.Errorf("read a shipped file: %w", err)
	}
	r.out.Write(data)
	return nil
}

func (r *run) printWhen(c forms.Cond, indent string) {
	if !c.Empty() {
		r.print(indent + r.words.T("cli.only_when", "cond", c.Text))
	}
}

// printField prints a question: its id, what it asks, of whom, and what it is
// made of.
func (r *run) printField(fd *forms.Field, indent string) {
	facts := []string{r.words.T("cli.kind_" + string(fd.Kind))}
	if fd.By != "" {
		facts = append(facts, r.words.T("cli.by_"+string(fd.By)))
	}
	if !fd.Required.Empty() {
		facts = append(facts, r.words.T("cli.required"))
	}
	r.print(indent + fd.ID + "  " + r.text(fd.Label) + " (" + strings.Join(facts, ", ") + ")")
	r.printWhen(fd.When, indent+"    ")
	for i := range fd.Options {
		o := &fd.Options[i]
		r.print(indent + "    " + o.ID + " = " + r.text(o.Label))
		for j := range o.Options {
			r.print(indent + "      " + o.ID + "." + o.Options[j].ID + " = " + r.text(o.Options[j].Label))
		}
	}
	for _, list := range [][]forms.Field{fd.Parts, fd.Columns} {
		for i := range list {
			r.printField(&list[i], indent+"    .")
		}
	}
}

// check reads form and programme files and prints what is to be mended in them.
func (r *run) check(files []string) error {
	faults := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return notFound("no_file", "file", cell.CleanLine(name))
		case err != nil:
			return &trouble{exit: Failed, key: "not_read", args: []any{"file", cell.CleanLine(name), "cause", shown(cause(err))}, err: err}
		}
		found := catalog.Check(name, data, r.lib)
		for _, f := range found {
			r.print(f.Say(r.words))
		}
		if len(found) == 0 {
			r.note("check_ok", "file", cell.CleanLine(name))
		}
		faults += len(found)
	}
	if faults > 0 {
		r.say(r.words.N("cli.check_faults", faults))
		return quietly(Invalid)
	}
	return nil
}

func (r *run) programmeCommand() *cobra.Command {
	list := answersInJSON(r.command("programme list", func(*cobra.Command, []string) error { return r.programmeList() }))
	list.Args = r.args(0, 0)

	source := false
	show := r.command("programme show", func(_ *cobra.Command, args []string) error { return r.programmeShow(args[0], source) })
	show.Args = r.args(1, 1)
	show.Flags().BoolVar(&source, "yaml", false, r.words.T("cli.flag_yaml"))
	show.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return sortedIDs(r.lib.Programmes), cobra.ShellCompDirectiveNoFileComp
	}

	check := r.command("programme check", func(_ *cobra.Command, args []string) error { return r.check(args) })
	check.Args = r.args(1, -1)
	check.ValidArgsFunction = yamlFiles
	return r.group("programme", list, show, check)
}

type programmeListJSON struct {
	Schema     int             `json:"schema"`
	Programmes []programmeJSON `json:"programmes"`
}

type programmeJSON struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Months int      `json:"months"`
	Forms  []string `json:"forms"`
}

func (r *run) programmeList() error {
	out := programmeListJSON{Schema: jsonSchema}
	for _, id := range sortedIDs(r.lib.Programmes) {
		p := r.lib.Programmes[id]
		out.Programmes = append(out.Programmes, programmeJSON{p.ID, p.Title.In(r.words.Lang()), p.Months, p.Forms})
	}
	if r.flags.json {
		return r.printJSON(out)
	}
	var rows [][]string
	for _, p := range out.Programmes {
		rows = append(rows, []string{p.ID, p.Title, r.words.N("cli.months", p.Months)})
	}
	r.columns(rows)
	return nil
}

func (r *run) programmeShow(id string, source bool) error {
	p := r.lib.Programmes[strings.ReplaceAll(id, "_", "-")]
	if p == nil {
		return notFound("no_programme", "programme", shown(id), "programmes", known(sortedIDs(r.lib.Programmes)))
	}
	if source {
		return r.printSource(p.Source)
	}
	l := r.words.Lang()
	r.print(p.Title.In(l))
	r.print(p.About.In(l))
	r.print("\n" + r.words.N("cli.months", p.Months))
	r.print(r.words.T("cli.status_forms") + ": " + strings.Join(p.Forms, ", "))
	r.print("\n" + r.words.T("cli.status_plan"))
	var rows [][]string
	for i := range p.Steps {
		st := &p.Steps[i]
		rows = append(rows, []string{"  " + offset(st.Offset), r.words.T("cli.by_" + string(st.Who)), p.Fill(st.Text.In(l), l)})
	}
	r.columns(rows)
	return nil
}

// offset writes a distance as programme files do.
func offset(o forms.Offset) string {
	if o.N == 0 {
		return "0"
	}
	sign := ""
	if o.N > 0 {
		sign = "+"
	}
	return sign + strconv.Itoa(o.N) + o.Unit
}
