package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/tui/cell"
)

// What export writes besides one sheet.
const (
	wholePack = "pack"  // the sheets of the pair in one PDF
	allLists  = "lists" // the lists of the pair in one workbook
)

// maxFont is the size of a font in bytes beyond which it is not read: the largest with
// all Chinese signs have 20 MB.
const maxFont = 32 << 20

// paperFlags say how a file for paper looks.
type paperFlags struct {
	paper, font string
	blank       bool
}

// options reads the flags; errors are words for the person.
func (f paperFlags) options(format export.Format) (o export.PaperOptions, err error) {
	paper := export.Paper(strings.ToLower(f.paper))
	if !slices.Contains(export.Papers(), paper) {
		return o, usage("bad_paper", "paper", shown(f.paper), "known", known(export.Papers()))
	}
	o.Paper, o.Blank = paper, f.blank
	if f.blank && !slices.Contains(export.FileFormats(), format) {
		return o, usage("blank_format", "known", known(export.FileFormats()))
	}
	if f.font != "" {
		o.Font, err = readFont(f.font)
	}
	return o, err
}

func readFont(path string) ([]byte, error) {
	name := cell.CleanLine(filepath.Base(path))
	f, err := os.Open(path)
	if err != nil {
		return nil, usage("no_font", "file", name, "cause", shown(cause(err)))
	}
	defer f.Close() //nolint:errcheck // only read
	data, err := io.ReadAll(io.LimitReader(f, maxFont))
	if err != nil {
		return nil, usage("no_font", "file", name, "cause", shown(cause(err)))
	}
	if export.CheckFont(data) != nil {
		return nil, usage("bad_font", "file", name)
	}
	return data, nil
}

// toTerminal refuses what is no text where it would be printed on a terminal.
func (r *run) toTerminal(format export.Format, out string) error {
	text := slices.Contains(export.Formats(), format) || format == export.FormatCSV
	if _, _, terminal := r.main.Size(r.main.Stdout); text || !terminal || out != "" && out != "-" {
		return nil
	}
	return usage("file_format", "format", format)
}

// exportPack writes the sheets of the pair that were begun, and that the audience may
// have, into one PDF with a page of contents.
func (r *run) exportPack(to forms.Audience, f exportFlags) error {
	if f.format != "" && f.format != string(export.FormatPDF) {
		return usage("pack_format")
	}
	o, err := f.look.options(export.FormatPDF)
	if err == nil {
		err = r.toTerminal(export.FormatPDF, f.out)
	}
	if err != nil {
		return err
	}
	p, err := r.openPairAs(to.Person())
	if err != nil {
		return err
	}
	all := export.Packed(p, export.Options{To: to, AllVoices: f.voices == "all", Blank: f.look.blank})
	if len(all) == 0 {
		return invalid("nothing_begun")
	}
	say := r.tellProgress("frompaper.pack_progress", len(all))
	o.Each = func(done int) error { say(done); return nil }
	var data bytes.Buffer
	if err := export.Pack(&data, all, o); err != nil {
		return fmt.Errorf("write the pack: %w", err)
	}
	say(len(all))
	line := forms.Handed{Sheet: wholePack, Format: string(export.FormatPDF), To: to}
	return r.handFile(p, handed{data: data.Bytes(), name: wholePack + export.FormatPDF.Ext(), line: line}, f)
}

// exportLists writes one list of the pair as CSV or a workbook, or all as a workbook.
func (r *run) exportLists(name string, to forms.Audience, f exportFlags) error {
	format := export.FormatXLSX
	if f.format == "csv" || f.format == "" && strings.EqualFold(filepath.Ext(f.out), ".csv") {
		format = export.FormatCSV
	}
	switch {
	case f.format != "" && f.format != string(format):
		return usage("list_format")
	case format == export.FormatCSV && name == allLists:
		return usage("one_list")
	}
	if err := r.toTerminal(format, f.out); err != nil {
		return err
	}
	p, err := r.openPairAs(to.Person())
	if err != nil {
		return err
	}
	var ids []string
	if name != allLists {
		ids = []string{name}
	}
	lists, err := export.Registers(p, ids, to)
	if err != nil || len(lists) == 0 {
		return notFound("no_list", "list", shown(name), "known", strings.Join(p.Lists(to), ", "))
	}
	var data bytes.Buffer
	if format == export.FormatCSV {
		err = export.CSV(&data, lists[0], 0)
	} else {
		err = export.XLSX(&data, p.Title(), lists)
	}
	if err != nil {
		return fmt.Errorf("write the list: %w", err)
	}
	line := forms.Handed{Sheet: name, Format: string(format), To: to}
	return r.handFile(p, handed{data: data.Bytes(), name: name + format.Ext(), line: line}, f)
}

// handed is a file on its way out of the book.
type handed struct {
	data []byte
	name string // where only a folder is named
	left string // what is still needed in it, in words; "" for nothing
	line forms.Handed
}

// handFile writes a file, or to standard output, and notes that it left.
func (r *run) handFile(p *forms.Pair, x handed, f exportFlags) error {
	path, err := r.putOut(x.data, x.name, f)
	if err != nil {
		return err
	}
	if path != "" && x.left != "" {
		r.say(x.left)
	}
	x.line.File = path
	r.handOut(p, x.line, x.data)
	return nil
}

// putOut writes a file and returns its path, or to standard output, and returns "". name
// is for where only a folder is named.
func (r *run) putOut(data []byte, name string, f exportFlags) (path string, err error) {
	if f.out == "" || f.out == "-" {
		_, _ = r.out.Write(data) // a buffer takes everything
		return "", nil
	}
	path = f.out
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, name)
	}
	if err := putFile(path, data, f.force); err != nil {
		return "", err
	}
	r.note("exported", "file", cell.CleanLine(path))
	return path, nil
}
