package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"pairbook/forms/digest"
	"pairbook/forms/export"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
)

// Limits of what a digest reads, and names of what it leaves out.
const (
	mostFiles   = 2000
	mostRefused = 10
)

// patience is how long one reads before one says how far one is.
const patience = 500 * time.Millisecond

// byProgramme is how a digest can be split.
const byProgramme = "programme"

func (r *run) digestCommand() *cobra.Command {
	var f exportFlags
	by := ""
	c := r.command("digest", func(_ *cobra.Command, args []string) error { return r.digest(args, by, f) })
	c.Args = r.args(1, -1)
	c.ValidArgsFunction = nil // files
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(&f.format, "format", "", t("digest_format"))
	c.Flags().StringVarP(&f.out, "output", "o", "", t("output"))
	c.Flags().StringVar(&by, "by", "", t("digest_by"))
	c.Flags().BoolVar(&f.force, "force", false, t("force"))
	return c
}

// digest counts exported evaluations. It reads files only, and no book.
func (r *run) digest(paths []string, by string, f exportFlags) error {
	if by != "" && by != byProgramme {
		return r.wrong(WrongUsage, "digest.bad_by", "by", shown(by))
	}
	format, err := f.digestFormat()
	if err == nil {
		err = r.toTerminal(format, f.out)
	}
	if err != nil {
		return err
	}
	today, err := r.today()
	if err != nil {
		return err
	}
	files, err := r.filesIn(paths)
	if err != nil {
		return err
	}
	set := digest.New(r.lib)
	r.readAll(set, files)
	if set.Len() == 0 {
		return r.wrong(Invalid, "digest.none")
	}
	data, err := r.digestAs(set.Make(r.words, by != ""), format, today)
	if err != nil {
		return err
	}
	_, err = r.putOut(data, r.words.T("digest.file")+format.Ext(), f)
	return err
}

// wrong says a message that stands in no errors.yaml, and ends with a code.
func (r *run) wrong(exit Exit, key string, args ...any) error {
	r.say(r.words.T(key, args...))
	return quietly(exit)
}

// digestFormat is chosen, with the formats of lists.
func (f exportFlags) digestFormat() (export.Format, error) {
	name := f.format
	if name == "" {
		name = filepath.Ext(f.out)
	}
	for _, list := range export.ListFormats() {
		if strings.EqualFold(strings.TrimPrefix(name, "."), string(list)) {
			return list, nil
		}
	}
	return f.chosen()
}

// digestAs writes a digest in a format. In a terminal it is as wide as that.
func (r *run) digestAs(d digest.Digest, format export.Format, today lang.Date) ([]byte, error) {
	var b bytes.Buffer
	var err error
	switch format {
	case export.FormatJSON:
		err = d.JSON(&b, today)
	case export.FormatCSV:
		err = export.CSV(&b, d.Lists(r.words, today)[0], 0)
	case export.FormatXLSX:
		err = export.XLSX(&b, r.words.T("digest.title"), d.Lists(r.words, today))
	default:
		err = export.Write(&b, format, d.Document(r.words, today))
	}
	if err != nil {
		return nil, fmt.Errorf("write the digest: %w", err)
	}
	return b.Bytes(), nil
}

// filesIn returns the files that are named, and the JSON files in the folders that are:
// plain files only, and no links, so that nothing is read that does not lie there.
func (r *run) filesIn(paths []string) ([]string, error) {
	var out []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			out = append(out, path) // why it cannot be read is told when it is
			continue
		}
		err = filepath.WalkDir(path, func(at string, e fs.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() && strings.EqualFold(filepath.Ext(at), ".json") {
				out = append(out, at)
			}
			if len(out) > mostFiles {
				return fs.SkipAll
			}
			return nil // a folder that cannot be read has no files for us
		})
		if err != nil {
			return nil, fmt.Errorf("look into %s: %w", path, err)
		}
	}
	switch {
	case len(out) > mostFiles:
		return nil, r.wrong(Invalid, "digest.too_many", "most", mostFiles)
	case len(out) == 0:
		return nil, r.wrong(NotFound, "digest.no_files", "place", shown(paths[0]))
	}
	return out, nil
}

// readAll adds the files to a set, and says what became of them.
func (r *run) readAll(set *digest.Set, files []string) {
	say := r.tellProgress("digest.progress", len(files))
	outcomes := map[digest.Outcome]int{}
	var refused []string
	for i, path := range files {
		say(i)
		outcome, err := addFile(set, path)
		if err == nil {
			outcomes[outcome]++
			continue
		}
		refused = append(refused, r.words.T("digest.left_out", "file", cell.CleanLine(path), "why", r.whyNot(err)))
	}
	say(len(files))
	r.say(r.words.N("digest.read", len(files), "counted", outcomes[digest.Counted]))
	if n := outcomes[digest.Same]; n > 0 {
		r.say(r.words.N("digest.same", n))
	}
	if n := outcomes[digest.Older] + outcomes[digest.Newer]; n > 0 {
		r.say(r.words.N("digest.older", n))
	}
	for _, text := range refused[:min(len(refused), mostRefused)] {
		r.say(text)
	}
	if n := len(refused) - mostRefused; n > 0 {
		r.say(r.words.N("digest.left_out_more", n))
	}
}

// whyNot words why a file does not count.
func (r *run) whyNot(err error) string {
	var refusal *digest.Refusal
	if errors.As(err, &refusal) {
		return r.words.T("digest.why_" + string(refusal.Why))
	}
	return r.words.T("digest.why_unreadable", "cause", shown(cause(err)))
}

var errNoFile = errors.New("it is no plain file")

// addFile reads a plain file, never more of it than may count.
func addFile(set *digest.Set, path string) (digest.Outcome, error) {
	if info, err := os.Stat(path); err != nil {
		return "", err
	} else if !info.Mode().IsRegular() {
		return "", errNoFile // a pipe would hold us up
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // only read
	data, err := io.ReadAll(io.LimitReader(f, digest.MaxFile+1))
	if err != nil {
		return "", err
	}
	return set.Add(data)
}

// tellProgress returns what says, on a terminal and after a while, how far one is, and wipes
// that out at the end.
func (r *run) tellProgress(key string, all int) func(n int) {
	_, _, terminal := r.main.Size(r.main.Stderr)
	next, widest := r.main.Now().Add(patience), 0
	return func(n int) {
		now := r.main.Now()
		done := n == all && widest > 0
		if !terminal || now.Before(next) && !done {
			return
		}
		text := r.words.T(key, "n", n, "all", all)
		widest = max(widest, cell.Width(text))
		if done {
			text = strings.Repeat(" ", widest) + "\r"
		}
		next = now.Add(patience / 5)
		_, _ = fmt.Fprint(r.main.Stderr, "\r"+text) // nobody is left to tell
	}
}
