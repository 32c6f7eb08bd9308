package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/catalog"
)

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
	schema := r.command("programme schema", func(*cobra.Command, []string) error { return r.schema(catalog.ProgrammeFile) })
	schema.Args = r.args(0, 0)
	return r.group("programme", list, show, r.programmeNewCommand(), check, schema)
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
		return r.printSource(p.Source, isShipped(p, programmesOf, p.ID))
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
		rows = append(rows, []string{"  " + due(st), r.words.T("cli.by_" + string(st.Who)), p.Fill(st.Text.In(l), l)})
	}
	r.columns(rows)
	return nil
}

// due writes when a step is due as programme files do: "+3w", "end -1m", "half",
// "every month".
func due(st *forms.Step) string {
	o := st.Offset
	distance := ""
	if o.N != 0 {
		distance = fmt.Sprintf("%+d%s", o.N, o.Unit)
	}
	switch {
	case st.Every != forms.Once:
		return "every " + string(st.Every)
	case o.From != forms.FromAnchor:
		return strings.TrimSpace(string(o.From) + " " + distance)
	}
	return cmp.Or(distance, "0")
}
