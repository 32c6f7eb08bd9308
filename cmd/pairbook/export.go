package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/tui/cell"
)

// exportFlags say how a sheet is written, and where to.
type exportFlags struct {
	format, out, voices, to, rate string
	force, preview                bool
	look                          paperFlags
}

func (r *run) exportCommand() *cobra.Command {
	var f exportFlags
	c := answersInJSON(r.command("export", func(_ *cobra.Command, args []string) error { return r.export(args[0], f) }))
	c.Args = r.args(1, 1)
	c.ValidArgsFunction = r.completeSheet
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(&f.format, "format", "", t("format"))
	c.Flags().StringVarP(&f.out, "output", "o", "", t("output"))
	c.Flags().StringVar(&f.voices, "voices", "agreed", t("voices"))
	c.Flags().Lookup("voices").DefValue = "" // the help says it in words
	c.Flags().StringVar(&f.to, "for", string(forms.ForPair), t("for"))
	c.Flags().Lookup("for").DefValue = ""
	_ = c.RegisterFlagCompletionFunc("for", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return strings.Split(known(forms.Audiences()), ", "), cobra.ShellCompDirectiveNoFileComp
	}) // fails only for a flag that is not there
	c.Flags().BoolVar(&f.preview, "preview", false, t("preview"))
	c.Flags().BoolVar(&f.force, "force", false, t("force"))
	c.Flags().StringVar(&f.look.paper, "paper", string(export.A4), t("paper"))
	c.Flags().StringVar(&f.look.font, "font", "", t("font"))
	c.Flags().BoolVar(&f.look.blank, "blank", false, t("blank"))
	c.Flags().StringVar(&f.rate, "rate", "", t("rate"))
	return c
}

// export writes a sheet for an audience: what may not leave to it is left out. With
// --preview it says only what would go and what would stay.
func (r *run) export(name string, f exportFlags) error {
	to, err := r.exportsTo(name, f)
	if err != nil {
		return err
	}
	many := name == wholePack || name == allLists || r.isList(name)
	switch {
	case r.isReport(name):
		return r.exportReport(name, to, f)
	case many && f.preview:
		return usage("preview_one")
	case name == wholePack:
		return r.exportPack(to, f)
	case many:
		return r.exportLists(name, to, f)
	}
	return r.exportSheet(name, to, f)
}

// exportsTo returns for whom it is to be, and refuses flags that do not go together.
func (r *run) exportsTo(name string, f exportFlags) (forms.Audience, error) {
	to, err := forms.ParseAudience(f.to)
	switch {
	case f.voices != "agreed" && f.voices != "all":
		return "", usage("bad_voices", "voices", shown(f.voices))
	case err != nil:
		return "", usage("bad_audience", "for", shown(f.to), "known", known(forms.Audiences()))
	case r.flags.json && !f.preview:
		return "", usage("json_preview")
	case f.rate != "" && name != mileage:
		return "", r.wrong(WrongUsage, "report.rate_alone")
	}
	return to, nil
}

// exportSheet is export of one sheet.
func (r *run) exportSheet(name string, to forms.Audience, f exportFlags) error {
	format, look, err := r.formatAndLook(f)
	if err != nil {
		return err
	}
	s, err := r.openSheetAs(name, to.Person())
	if err == nil && to.Outside() && !s.Opened() { // one's own copy can be handed over by its author
		s, err = r.openCopy(s)
	}
	if err != nil {
		return err
	}
	o := export.Options{To: to, AllVoices: f.voices == "all", Blank: f.look.blank}
	d := export.Build(s, o)
	if f.preview {
		return r.preview(s, export.PreviewOf(s, o, d))
	}
	if to.Outside() && d.Closed {
		return r.nothingLeaves(s, to, s.Staying(to, o.AllVoices))
	}
	data, err := rendered(d, format, look)
	if err != nil {
		return err
	}
	line := forms.Handed{Sheet: s.ID.String(), Format: string(format), To: to}
	return r.handFile(s.Pair, handed{data, export.FileName(s, format), d.LeftLine, line}, f)
}

// nothingLeaves says that nothing of a sheet can go to an audience, why, and what can.
func (r *run) nothingLeaves(s forms.Sheet, to forms.Audience, stays []forms.Stays) error {
	why := ""
	for _, st := range stays {
		if st.Why != forms.StaysOwn && st.Why != forms.StaysHistory { // these two always stay
			why = cell.CleanLine(st.Text)
			break
		}
	}
	text := r.words.T("leaves.nothing_for", "for", s.Pair.AudienceName(to))
	return invalid("nothing_leaves", "sheet", s.ID, "text", text, "why", why, "pairbook", r.again())
}

// openCopy asks whose copy it is for the passphrase, where there is one.
func (r *run) openCopy(s forms.Sheet) (forms.Sheet, error) {
	p, err := r.alone(s.Pair, s.ID.Of)
	if err != nil {
		return s, err
	}
	return sheet(p, s.ID.String())
}

// isList reports whether export is asked for a list, not a sheet.
func (r *run) isList(name string) bool {
	return r.lib.Registers[name] != nil && r.lib.Forms[name] == nil
}

// formatAndLook returns the format and the look that are asked for.
func (r *run) formatAndLook(f exportFlags) (export.Format, export.PaperOptions, error) {
	format, err := f.chosen()
	if err != nil {
		return "", export.PaperOptions{}, err
	}
	if f.preview {
		return format, export.PaperOptions{}, nil
	}
	look, err := f.look.options(format)
	if err == nil {
		err = r.toTerminal(format, f.out)
	}
	return format, look, err
}

// chosen returns the format asked for, else the one that the file's name ends in,
// else text.
func (f exportFlags) chosen() (export.Format, error) {
	if f.format != "" {
		format, err := export.ParseFormat(f.format)
		if err != nil {
			return "", usage("bad_format", "format", shown(f.format))
		}
		return format, nil
	}
	if format, err := export.ParseFormat(filepath.Ext(f.out)); err == nil {
		return format, nil
	}
	return export.FormatText, nil
}

// putFile writes a file as writeNew does; its errors say what to do.
func putFile(path string, data []byte, force bool) error {
	return fileError(path, writeNew(path, data, force))
}

// fileError says what to do where a file could not be written; an error that has words
// of its own keeps them.
func fileError(path string, err error) error {
	var worded *trouble
	switch {
	case err == nil || errors.As(err, &worded):
		return err
	case errors.Is(err, fs.ErrExist):
		return &trouble{exit: Failed, key: "file_there", args: []any{"file", cell.CleanLine(path)}, err: err}
	}
	return &trouble{exit: Failed, key: "not_written", args: []any{"file", cell.CleanLine(path), "cause", shown(cause(err))}, err: err}
}

// cause is the innermost error: "no space left on device".
func cause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// writeNew writes a file that only its owner can read. It appears whole or not at
// all. Without force, fs.ErrExist where there is a file already.
func writeNew(path string, data []byte, force bool) error {
	return streamNew(path, force, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// streamNew is writeNew for what is written bit by bit.
func streamNew(path string, force bool, write func(io.Writer) error) (err error) {
	if !force {
		held, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // keeps the name for us
		if err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		if err := held.Close(); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		defer func() {
			if err != nil {
				_ = os.Remove(path) // ours, and empty
			}
		}()
	}
	if err := replaceFile(path, write); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// replaceFile writes a file beside path and then gives it that name.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".pairbook-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	if err = errors.Join(write(tmp), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err = os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil { // so that a power cut leaves the name with the file, too
		_ = dir.Sync() // not every system and every stick can
		_ = dir.Close()
	}
	return nil
}

// maxNames is how many names writeBeside tries.
const maxNames = 1000

// writeBeside writes a file of the app into the current folder, or where an
// absolute name says, and returns its full path. Where the name is taken it adds
// -2, -3 and so on.
func writeBeside(name string, data []byte) (string, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return "", fmt.Errorf("write %s: %w", name, err)
	}
	for n := 1; n <= maxNames; n++ {
		try := numbered(path, n)
		err = writeNew(try, data, false)
		if err == nil {
			return try, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return "", &trouble{exit: Failed, key: "not_written", args: []any{"file", cell.CleanLine(name), "cause", shown(cause(err))}, err: err}
}

// numbered returns "contract-2.md" for "contract.md" and 2; the path itself for 1.
func numbered(path string, n int) string {
	if n == 1 {
		return path
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s-%d%s", path[:len(path)-len(ext)], n, ext)
}
