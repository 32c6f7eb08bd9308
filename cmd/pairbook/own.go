package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/tui/cell"
)

// own is the folder of forms and programmes that are not ours but the user's.
type own struct {
	dir    string          // "" where there is none
	faults []catalog.Fault // of the files in it that are left out
}

// ownFolder returns where one's own forms lie: --forms, else PAIRBOOK_FORMS, else a
// folder among the user's settings. asked tells that somebody named it; it is then an
// error when it is not there.
func (r *run) ownFolder() (dir string, asked bool) {
	if dir, ok := argument(r.main.Args, "--forms"); ok {
		return dir, true
	}
	if dir := r.main.Env("PAIRBOOK_FORMS"); dir != "" {
		return dir, true
	}
	if dir := configFolder(runtime.GOOS, r.main.Env); dir != "" {
		return filepath.Join(dir, "pairbook", "forms"), false
	}
	return "", false
}

// configFolder returns where programs of a user keep their settings on an operating
// system; "" where the environment does not tell.
func configFolder(goos string, env func(string) string) string {
	if dir := env("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	switch home := env("HOME"); {
	case goos == "windows":
		return env("AppData")
	case home == "":
		return ""
	case goos == "darwin":
		return filepath.Join(home, "Library", "Application Support")
	default:
		return filepath.Join(home, ".config")
	}
}

// library loads the shipped forms, and those of the user's folder where there is one:
// to look for it costs one call of the system.
func (r *run) library() (*forms.Library, error) {
	dir, asked := r.ownFolder()
	if dir != "" {
		switch info, err := os.Stat(dir); {
		case err == nil && info.IsDir():
			r.own.dir = dir
		case asked:
			return nil, notFound("no_forms_folder", "dir", cell.CleanLine(dir))
		}
	}
	var lib *forms.Library
	var err error
	if r.own.dir == "" {
		lib, err = catalog.Load()
	} else {
		lib, r.own.faults, err = catalog.LoadWith(os.DirFS(r.own.dir))
	}
	if err != nil {
		return nil, fmt.Errorf("load the forms: %w", err)
	}
	return lib, nil
}

// namedFiles is how many files a note names.
const namedFiles = 3

// leftOut says which of the user's own files are left out because of their faults; ""
// where all is well.
func (r *run) leftOut() string {
	var files []string
	for _, f := range r.own.faults {
		if name := cell.CleanLine(path.Base(f.File)); !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	if len(files) == 0 {
		return ""
	}
	names := strings.Join(files[:min(len(files), namedFiles)], ", ")
	if len(files) > namedFiles {
		names += ", …"
	}
	return r.words.N("cli.left_out", len(files), "files", names, "dir", cell.CleanLine(r.own.dir))
}

// programmeGone says that a pair's programme is not in the library any more, so that
// another one's plan and words are used; "" where it is there.
func (r *run) programmeGone(rec *forms.Record, lib *forms.Library) string {
	at, _ := forms.SummaryAddress("template_id")
	id := forms.ProgrammeOf(rec.Value(at))
	if id == "" || lib.Programmes[id] != nil {
		return ""
	}
	instead := lib.Programmes[forms.DefaultProgramme].Title.In(r.words.Lang())
	return r.words.T("cli.programme_gone", "id", shown(id), "instead", instead)
}

// source returns the file that a form or programme is written in.
func (r *run) source(name string, shipped bool) ([]byte, error) {
	from := catalog.Files()
	if !shipped {
		from = os.DirFS(r.own.dir)
	}
	data, err := fs.ReadFile(from, name)
	if err != nil {
		return nil, fmt.Errorf("read a form's file: %w", err)
	}
	return data, nil
}

// isShipped reports whether a form or programme of the library is one of ours.
func isShipped[T any](one *T, all func(*forms.Library) map[string]*T, id string) bool {
	ours, err := catalog.Load()
	return err == nil && all(ours)[id] == one
}

func formsOf(lib *forms.Library) map[string]*forms.Form           { return lib.Forms }
func programmesOf(lib *forms.Library) map[string]*forms.Programme { return lib.Programmes }

// ownFiles reads the files and folders that a check was given. Files of a folder are
// named with it.
func ownFiles(names []string) (files []catalog.File, err error) {
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, notFound("no_file", "file", cell.CleanLine(name))
		case err == nil && info.IsDir():
			for _, f := range catalog.OwnFiles(os.DirFS(name)) {
				f.Name = filepath.Join(name, filepath.FromSlash(f.Name))
				files = append(files, f)
			}
			continue
		case err == nil && !info.Mode().IsRegular():
			files = append(files, catalog.File{Name: name, Refused: "not_a_file"})
			continue
		case err == nil && info.Size() > catalog.MaxBytes:
			files = append(files, catalog.File{Name: name, Refused: "too_big"})
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, &trouble{exit: Failed, key: "not_read", args: []any{"file", cell.CleanLine(name), "cause", shown(cause(err))}, err: err}
		}
		files = append(files, catalog.File{Name: name, Data: data})
	}
	return files, nil
}
