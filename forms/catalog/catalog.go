// Package catalog holds the forms, registers and programmes that pairbook ships,
// as YAML, and the loader that checks them and those a programme writes itself.
// FORMAT.md describes the language.
//
// The YAML is what people write; what the program starts from is a compiled copy
// of it, because reading YAML would cost most of the time a start may take.
package catalog

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sync"

	"go.yaml.in/yaml/v4"

	"pairbook/forms"
)

//go:generate go run ./compile

//go:embed forms/*.yaml programmes/*.yaml registers.yaml lists.yaml helps.yaml
var files embed.FS

// compiled is what Compile made of the files; a test keeps it up to date.
//
//go:embed compiled.bin
var compiled string

// Files returns the shipped YAML files: forms/ID.yaml, programmes/ID.yaml,
// registers.yaml, lists.yaml and helps.yaml. They are a good start for a form of one's own.
func Files() fs.FS { return files }

var loaded = sync.OnceValues(func() (*forms.Library, error) {
	lib, err := decode(compiled)
	if err != nil {
		return nil, fmt.Errorf("loading the shipped forms: %w", err)
	}
	return lib, nil
})

// Load returns the shipped library. Every call returns the same one: it is read
// only, and may be used from several goroutines. An error means that the program
// was built wrong.
func Load() (*forms.Library, error) { return loaded() }

// Check reports everything that is wrong with one form or programme file, in the
// order of its lines; at most 1000 faults. name is the file's name, for the
// messages. lib holds the registers, forms and programmes it can refer to, usually
// the shipped ones; with nil, only what needs no other file is checked.
func Check(name string, data []byte, lib *forms.Library) []Fault {
	r := &reader{file: name, lib: lib}
	r.read(data)
	return r.finish()
}

// Compile reads the YAML files of a folder laid out as Files, and returns the
// library and its compiled form, the same bytes for the same files. Where the
// files have faults it returns those and no bytes.
func Compile(dir fs.FS) (lib *forms.Library, data []byte, faults []Fault, err error) {
	lib, faults, err = readAll(dir)
	if err != nil || len(faults) > 0 {
		return nil, nil, faults, err
	}
	return lib, encode(lib), nil, nil
}

// read reads a file of any sort. What it finds is in form, prog, registers, lists or
// helps.
func (r *reader) read(data []byte) {
	if n := r.open(data); n != nil {
		r.readNode(n)
	}
}

func (r *reader) readNode(n *yaml.Node) {
	if n.Kind == yaml.MappingNode {
		for i := 0; i < len(n.Content); i += 2 {
			switch n.Content[i].Value {
			case "form":
				r.readForm(n)
			case "programme":
				r.readProgramme(n)
			case "registers":
				r.readRegisters(n)
			case "lists":
				r.readLists(n)
			case "helps":
				r.readHelps(n)
			default:
				continue
			}
			return
		}
	}
	r.fault(n, "which_file")
}

// readAll reads every file of a folder and checks them together.
func readAll(dir fs.FS) (*forms.Library, []Fault, error) {
	lib := &forms.Library{
		Forms:      map[string]*forms.Form{},
		Registers:  map[string]*forms.RegisterDef{},
		Programmes: map[string]*forms.Programme{},
		Lists:      map[string]*forms.OptionList{},
	}
	names, err := yamlFiles(dir)
	if err != nil {
		return nil, nil, err
	}
	var faults []Fault
	var readers []*reader
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, nil, fmt.Errorf("reading a form file: %w", err)
		}
		r := &reader{file: name, lib: lib}
		r.read(data)
		r.enter(lib)
		readers = append(readers, r)
	}
	for _, r := range readers {
		faults = append(faults, r.finish()...)
	}
	return lib, faults, nil
}

// enter puts what was read into a library; an id that another file has is a
// fault.
func (r *reader) enter(lib *forms.Library) {
	for _, def := range r.registers {
		lib.Registers[def.ID] = def
	}
	for _, l := range r.lists {
		lib.Lists[l.ID] = l
	}
	lib.Helps = append(lib.Helps, r.helps...)
	if f := r.form; f != nil && f.ID != "" {
		if before := lib.Forms[f.ID]; before != nil {
			r.faultAt(1, 1, "file_twice", "id", f.ID, "file", before.Source)
			return
		}
		lib.Forms[f.ID] = f
	}
	if p := r.prog; p != nil && p.ID != "" {
		if before := lib.Programmes[p.ID]; before != nil {
			r.faultAt(1, 1, "file_twice", "id", p.ID, "file", before.Source)
			return
		}
		lib.Programmes[p.ID] = p
	}
}

// yamlFiles lists the files to read, registers and lists first because forms and
// programmes take columns and options from there.
func yamlFiles(dir fs.FS) ([]string, error) {
	names := []string{"registers.yaml"}
	for _, name := range []string{"lists.yaml", "helps.yaml"} {
		if _, err := fs.Stat(dir, name); err == nil {
			names = append(names, name)
		}
	}
	for _, folder := range []string{"forms", "programmes"} {
		entries, err := fs.ReadDir(dir, folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("looking for form files: %w", err)
		}
		for _, e := range entries {
			if path.Ext(e.Name()) == ".yaml" {
				names = append(names, path.Join(folder, e.Name()))
			}
		}
	}
	return names, nil
}
