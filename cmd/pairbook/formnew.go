package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
)

// newFileFlags are what "form new" and "programme new" are told.
type newFileFlags struct{ from, dir, languages string }

func (r *run) formNewCommand() *cobra.Command {
	var f newFileFlags
	c := r.command("form new", func(_ *cobra.Command, args []string) error { return r.formNew(args[0], f) })
	r.newFile(c, &f, r.words.T("cli.flag_from_form"), func() []string { return sortedIDs(r.lib.Forms) })
	return c
}

func (r *run) programmeNewCommand() *cobra.Command {
	var f newFileFlags
	c := r.command("programme new", func(_ *cobra.Command, args []string) error { return r.programmeNew(args[0], f) })
	r.newFile(c, &f, r.words.T("cli.flag_from_programme"), func() []string { return sortedIDs(r.lib.Programmes) })
	return c
}

// newFile gives a command its flags; from words the model and models lists those there
// are.
func (r *run) newFile(c *cobra.Command, f *newFileFlags, from string, models func() []string) {
	c.Args = r.args(1, 1)
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(&f.from, "from", "", from)
	c.Flags().StringVar(&f.dir, "dir", "", t("dir"))
	c.Flags().StringVar(&f.languages, "languages", "", t("languages"))
	_ = c.RegisterFlagCompletionFunc("from", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return models(), cobra.ShellCompDirectiveNoFileComp
	}) // fails only for a flag that is not there
	_ = c.MarkFlagDirname("dir")
}

// schema prints the JSON Schema of form or programme files.
func (r *run) schema(kind string) error {
	data, err := catalog.Schema(kind, r.lib, r.words.Lang())
	if err != nil {
		return err
	}
	r.out.Write(data)
	return nil
}

// formNew writes a form to change: a small one, or what another form asks.
func (r *run) formNew(id string, f newFileFlags) error {
	if !forms.IsID(id) {
		return usage("bad_form_id", "id", shown(id))
	}
	source, err := catalog.StartForm()
	if f.from != "" {
		from := r.lib.Forms[f.from]
		if from == nil {
			return notFound("no_form", "form", shown(f.from), "forms", known(sortedIDs(r.lib.Forms)))
		}
		source, err = r.source(from.Source, isShipped(from, formsOf, from.ID))
	}
	if err != nil {
		return err
	}
	path, err := r.write(catalog.FormFile, catalog.Begin{ID: id}, source, f)
	if err != nil {
		return err
	}
	r.note("form_new_done", "file", cell.CleanLine(path), "id", id)
	r.whereToFind(f)
	return nil
}

// programmeNew writes a programme to change, made from another one.
func (r *run) programmeNew(name string, f newFileFlags) error {
	id := strings.ReplaceAll(name, "_", "-")
	if !forms.IsProgrammeID(id) {
		return usage("bad_programme_id", "id", shown(name))
	}
	if f.from == "" {
		f.from = forms.DefaultProgramme
	}
	from := r.lib.Programmes[strings.ReplaceAll(f.from, "_", "-")]
	if from == nil {
		return notFound("no_programme", "programme", shown(f.from), "programmes", known(sortedIDs(r.lib.Programmes)))
	}
	like, shipped := from.Like, isShipped(from, programmesOf, from.ID)
	if shipped {
		like = from.ID
	}
	source, err := r.source(from.Source, shipped)
	if err != nil {
		return err
	}
	path, err := r.write(catalog.ProgrammeFile, catalog.Begin{ID: id, Like: like}, source, f)
	if err != nil {
		return err
	}
	r.note("programme_new_done", "file", cell.CleanLine(path), "id", id)
	r.whereToFind(f)
	return nil
}

// write writes a new file and, beside its folder, the schema that editors check it by.
// It never writes over a file.
func (r *run) write(kind string, b catalog.Begin, source []byte, f newFileFlags) (path string, err error) {
	dir, err := r.newFolder(f)
	if err != nil {
		return "", err
	}
	if b.Languages, err = r.fileLanguages(f.languages); err != nil {
		return "", err
	}
	b.Reader, b.Schema = r.words.Lang(), "../"+catalog.SchemaName(kind)
	data, err := b.File(source)
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, kind+"s", b.ID+".yaml")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", notWritten(path, err)
	}
	switch err := writeNew(path, data, false); {
	case errors.Is(err, fs.ErrExist):
		return "", usage("form_exists", "file", cell.CleanLine(path))
	case err != nil:
		return "", notWritten(path, err)
	}
	return path, r.writeSchema(kind, dir)
}

// writeSchema keeps the schema beside the folders up to date: it is ours to replace.
func (r *run) writeSchema(kind, dir string) error {
	data, err := catalog.Schema(kind, r.lib, r.words.Lang())
	if err != nil {
		return err
	}
	path := filepath.Join(dir, catalog.SchemaName(kind))
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := writeNew(path, data, true); err != nil {
		return notWritten(path, err)
	}
	return nil
}

func notWritten(path string, err error) error {
	return &trouble{exit: Failed, key: "form_not_written", args: []any{"file", cell.CleanLine(path), "cause", shown(cause(err))}, err: err}
}

// newFolder returns the folder that a new file goes to: --dir, else that of one's own
// forms.
func (r *run) newFolder(f newFileFlags) (string, error) {
	if f.dir != "" {
		return f.dir, nil
	}
	if dir, _ := r.ownFolder(); dir != "" {
		return dir, nil
	}
	return "", usage("no_config")
}

// fileLanguages reads which languages a new file is written in: the reader's, those
// named, or all.
func (r *run) fileLanguages(text string) ([]lang.Lang, error) {
	switch text {
	case "":
		return []lang.Lang{r.words.Lang()}, nil
	case "all":
		return lang.All(), nil
	}
	var list []lang.Lang
	for code := range strings.SplitSeq(text, ",") {
		l, err := lang.Parse(strings.TrimSpace(code))
		if err != nil {
			return nil, usage("bad_lang", "lang", shown(code), "known", known(lang.All()))
		}
		if !slices.Contains(list, l) {
			list = append(list, l)
		}
	}
	return list, nil
}

// whereToFind says how pairbook finds the folder, where it does not look there by
// itself.
func (r *run) whereToFind(f newFileFlags) {
	if found, _ := r.ownFolder(); f.dir != "" && filepath.Clean(f.dir) != filepath.Clean(found) {
		r.note("new_elsewhere", "dir", cell.CleanLine(f.dir))
	}
}
