package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"pairbook/forms"
	"pairbook/forms/export"
)

// printing is a format that contracts are exported to, and how long that may take, ms.
type printing struct {
	format export.Format
	most   float64
}

// export measures printing a contract that is filled in: in the process, and as a
// command, which is what LibreOffice is measured as.
func (b *bench) export() ([]Row, error) {
	f, err := b.lib.twoYears()
	if err != nil {
		return nil, err
	}
	sheet, err := b.contractOf(f, 1)
	if err != nil {
		return nil, err
	}
	book, err := copied(f.path, b.home) // what is handed out is noted in it
	if err != nil {
		return nil, err
	}
	office, officeErr := b.office(sheet)
	if officeErr == nil {
		officeErr = office.convert(export.FormatPDF) // it settles in first
	}
	var out []Row
	for _, p := range []printing{{export.FormatPDF, 150}, {export.FormatDOCX, 50}, {export.FormatHTML, 30}} {
		var inside, shell, peer sample
		err := errors.Join(
			repeat(&inside, 1, b.times(40, 10), func(int) error {
				return export.Write(io.Discard, p.format, export.Build(sheet, export.Options{}))
			}),
			repeat(&shell, 1, b.times(10, 4), func(n int) error { return b.exportCommand(book, f.pairs[1], p.format, n) }))
		if err != nil {
			return nil, err
		}
		row := Row{
			What:   "export of a contract, " + string(p.format),
			Limits: []Limit{{"p50", p.most, "p50 ≤ " + number(p.most) + " ms"}},
			Ours:   []Figure{inside.middle(), {"p95", inside.p(95), "ms"}, {"command", shell.p(50), "ms"}},
		}
		err = officeErr
		if err == nil {
			err = repeat(&peer, 0, b.times(3, 1), func(int) error { return office.convert(p.format) })
		}
		row.Beside = []Beside{office.beside(err, Figure{"command", peer.p(50), "ms"})}
		out = append(out, row)
	}
	out[0].Note = "command is the whole command from the shell; LibreOffice converts the same contract from its own format, ODT, after one run to warm up"
	return out, nil
}

// repeat measures n runs, after some to warm up.
func repeat(s *sample, warm, n int, do func(n int) error) error {
	for i := range warm + n {
		began := time.Now()
		if err := do(i); err != nil {
			return err
		}
		if i >= warm {
			s.add(time.Since(began))
		}
	}
	return nil
}

// contractOf reads a pair's contract.
func (b *bench) contractOf(f bookFile, n int) (forms.Sheet, error) {
	book, err := openStore(f.path)
	if err != nil {
		return forms.Sheet{}, err
	}
	rec, _, err := book.Load(f.pairs[n])
	if err := errors.Join(err, book.Close()); err != nil {
		return forms.Sheet{}, err
	}
	sheet, ok := forms.NewPair(rec, b.lib.forms, today, b.lib.words).Sheet(forms.SheetID{Form: forms.ContractForm})
	if !ok {
		return forms.Sheet{}, errors.New("the pair has no contract")
	}
	return sheet, nil
}

// exportCommand exports the contract as from the shell.
func (b *bench) exportCommand(book string, pair forms.PairID, format export.Format, n int) error {
	out := filepath.Join(b.home, fmt.Sprintf("contract-%d%s", n, format.Ext()))
	c := exec.Command(b.built.ours, "export", forms.ContractForm, "--pair", string(pair), "--format", string(format), "-o", out)
	c.Env = []string{"HOME=" + b.home, "PAIRBOOK_LANG=en", "PAIRBOOK_BOOK=" + book}
	text, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("export a contract: %w\n%s", err, text)
	}
	return nil
}

// office is LibreOffice with a contract in its own format.
type office struct {
	program
	file string
}

// office writes the contract for LibreOffice.
func (b *bench) office(sheet forms.Sheet) (office, error) {
	o := office{program{name: "LibreOffice", path: installed("soffice"), home: b.home}, filepath.Join(b.home, "contract.odt")}
	f, err := os.Create(o.file)
	if err != nil {
		return o, err
	}
	return o, errors.Join(export.Write(f, export.FormatODT, export.Build(sheet, export.Options{})), f.Close())
}

// officePatience is how long LibreOffice gets for one contract.
const officePatience = time.Minute

func (o office) convert(format export.Format) error {
	if o.path == "" {
		return nil
	}
	ctx, done := context.WithTimeout(context.Background(), officePatience)
	defer done()
	dir := filepath.Join(o.home, "office")
	c := exec.CommandContext(ctx, o.path, "-env:UserInstallation=file://"+dir, "--headless",
		"--convert-to", strings.TrimPrefix(format.Ext(), "."), "--outdir", dir, o.file)
	c.Env = append(os.Environ(), "HOME="+o.home)
	text, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("convert with LibreOffice: %w\n%s", err, text)
	}
	if _, err := os.Stat(filepath.Join(dir, "contract"+format.Ext())); err != nil {
		return fmt.Errorf("LibreOffice wrote nothing: %w\n%s", err, text)
	}
	return nil
}
