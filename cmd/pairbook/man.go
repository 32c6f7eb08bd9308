package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pairbook/forms/lang"
	"pairbook/tui/cell"
)

func (r *run) manCommand() *cobra.Command {
	var force bool
	c := r.command("man", func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			r.out.WriteString(r.manPage(c.Root()))
			return nil
		}
		return manual{run: r, folder: args[0], force: force}.write()
	})
	c.Args = r.args(0, 1)
	c.ValidArgsFunction = nil // folders
	c.Flags().BoolVar(&force, "force", false, r.words.T("cli.flag_force"))
	return c
}

// manual is a folder as the man command looks for it: man1 with the pages in English,
// and beside it one folder for each other language, as sv/man1.
type manual struct {
	run    *run
	folder string
	force  bool
}

// write writes the page of every command in every language.
func (m manual) write() error {
	for _, l := range lang.All() {
		words, err := lang.Load(l)
		if err != nil {
			return err
		}
		folder := filepath.Join(m.folder, "man1")
		if l != lang.English {
			folder = filepath.Join(m.folder, string(l), "man1")
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return fileError(folder, err)
		}
		speaker := &run{main: m.run.main, words: words}
		if err := m.writeBelow(speaker, speaker.root(), folder); err != nil {
			return err
		}
	}
	m.run.note("exported", "file", cell.CleanLine(m.folder))
	return nil
}

func (m manual) writeBelow(speaker *run, c *cobra.Command, folder string) error {
	path := filepath.Join(folder, pageName(c)+".1")
	if err := m.put(path, speaker.manPage(c)); err != nil {
		return fileError(path, err)
	}
	for _, sub := range below(c) {
		if err := m.writeBelow(speaker, sub, folder); err != nil {
			return err
		}
	}
	return nil
}

// put writes a page that everybody on the computer may read: it holds nothing of ours.
func (m manual) put(path, text string) error {
	way := os.O_CREATE | os.O_WRONLY | os.O_EXCL
	if m.force {
		way = os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	}
	f, err := os.OpenFile(path, way, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// below are the commands under one, that have pages of their own.
func below(c *cobra.Command) []*cobra.Command {
	return slices.DeleteFunc(slices.Clone(c.Commands()), func(s *cobra.Command) bool { return !s.IsAvailableCommand() })
}

// pageName is how a command's page is called: pairbook-form-list.
func pageName(c *cobra.Command) string {
	return strings.ReplaceAll(c.CommandPath(), " ", "-")
}

// manPage writes the help of a command as a page for the man command.
func (r *run) manPage(c *cobra.Command) string {
	p := &roff{}
	b := r.built()
	day, _, _ := strings.Cut(b.Time, "T")
	p.command("TH", strings.ToUpper(pageName(c)), "1", day, "pairbook "+b.Version, r.words.T("man.title"))
	p.command("SH", r.words.T("man.name"))
	p.line(pageName(c) + " - " + c.Short)
	p.command("SH", r.words.T("man.synopsis"))
	p.command("B", c.UseLine())
	p.command("SH", r.words.T("man.description"))
	p.text(c.Long)
	subs := below(c)
	if len(subs) > 0 {
		p.command("SH", r.words.T("man.commands"))
		for _, s := range subs {
			p.tagged(bold(s.CommandPath()), s.Short)
		}
	}
	r.manFlags(p, "man.options", c.NonInheritedFlags())
	r.manFlags(p, "man.global_options", c.InheritedFlags())
	if !c.HasParent() {
		p.command("SH", r.words.T("man.exit_codes"))
		p.text(r.words.T("cli.exit_codes"))
	}
	r.seeAlso(p, c, subs)
	return p.b.String()
}

// manFlags writes what each flag is for.
func (r *run) manFlags(p *roff, title string, flags *pflag.FlagSet) {
	headed := false
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		if !headed {
			p.command("SH", r.words.T(title))
			headed = true
		}
		name, text := pflag.UnquoteUsage(f)
		term := bold("--" + f.Name)
		if f.Shorthand != "" {
			term = bold("-"+f.Shorthand) + ", " + term
		}
		if name != "" {
			term += " " + italic(name)
		}
		p.tagged(term, text)
	})
}

// seeAlso names the pages above and below a command's own.
func (r *run) seeAlso(p *roff, c *cobra.Command, subs []*cobra.Command) {
	var names []string
	if c.HasParent() {
		names = append(names, fmt.Sprintf("%s(1)", pageName(c.Parent())))
	}
	for _, s := range subs {
		names = append(names, fmt.Sprintf("%s(1)", pageName(s)))
	}
	if len(names) > 0 {
		p.command("SH", r.words.T("man.see_also"))
		p.line(strings.Join(names, ", "))
	}
}
