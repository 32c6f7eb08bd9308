package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/tui/cell"
)

// own is the folder of forms and programmes that are not ours but the user's.
type own struct {
	dir    string // "" where there is none
	from   string // what named it: a flag or a variable; "" where it is the usual one
	lib    *forms.Library
	faults []catalog.Fault // of the files in it
}

// ownFolder returns where one's own forms lie: --forms, else PAIRBOOK_FORMS, else a
// folder among the user's settings. from tells what named it, "" for the usual one: it
// is an error when a folder that somebody named is not there.
func (r *run) ownFolder() (dir, from string) {
	if dir, ok := argument(r.main.Args, "--forms"); ok {
		return dir, "--forms"
	}
	if dir := r.main.Env("PAIRBOOK_FORMS"); dir != "" {
		return dir, "PAIRBOOK_FORMS"
	}
	if dir := configFolder(runtime.GOOS, r.main.Env); dir != "" {
		return filepath.Join(dir, "pairbook", "forms"), ""
	}
	return "", ""
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
	dir, from := r.ownFolder()
	if dir != "" {
		switch info, err := os.Stat(dir); {
		case err == nil && info.IsDir():
			r.own.dir, r.own.from = dir, from
		case from != "":
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
	r.own.lib = lib
	return lib, nil
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
