package main

import (
	"os"
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
	schema := r.command("form schema", func(*cobra.Command, []string) error { return r.schema(catalog.FormFile) })
	schema.Args = r.args(0, 0)
	return r.group("form", list, show, r.formNewCommand(), check, schema)
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
		return r.printSource(f.Source, isShipped(f, formsOf, f.ID))
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

func (r *run) printSource(name string, shipped bool) error {
	data, err := r.source(name, shipped)
	if err != nil {
		return err
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
			r.printField(&list[i], indent+"    ")
		}
	}
}

// check reads form and programme files, and those of whole folders, and prints what is
// to be mended in them. The files may refer to each other.
func (r *run) check(names []string) error {
	files, err := ownFiles(names)
	if err != nil {
		return err
	}
	broken := map[string]bool{}
	faults := r.checkAll(names, files)
	for _, f := range faults {
		f.File = cell.CleanLine(f.File)
		broken[f.File] = true
		r.print(f.Say(r.words))
	}
	for _, f := range files {
		if name := cell.CleanLine(f.Name); !broken[name] {
			r.note("check_ok", "file", name)
		}
	}
	if len(faults) > 0 {
		r.say(r.words.N("cli.check_faults", len(faults)))
		return quietly(Invalid)
	}
	return nil
}

// checkAll checks a single folder as it would be loaded, and files as they stand.
func (r *run) checkAll(names []string, files []catalog.File) []catalog.Fault {
	if info, err := os.Stat(names[0]); len(names) == 1 && err == nil && info.IsDir() {
		if ours, err := catalog.Load(); err == nil {
			_, faults := catalog.Join(ours, files)
			return faults
		}
	}
	return catalog.CheckAll(r.lib, files)
}
