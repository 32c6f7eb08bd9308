//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// disk is what a disk holds while a recording is replayed: what it has kept for sure,
// and what it was told since, which a power cut may keep, lose, or keep in part.
type disk struct {
	root  string // the folder that is recorded
	kept  map[string]*inode
	now   map[string]*inode
	names map[string][]op // by folder: changes of names that are not synced
	lies  bool            // syncs do nothing
}

// inode is a file, whatever its name is.
type inode struct {
	data    []byte // for sure
	pending []op
	folder  bool
}

func newDisk(root string, lies bool) *disk {
	top := &inode{folder: true}
	return &disk{
		root: root, kept: map[string]*inode{root: top}, now: map[string]*inode{root: top},
		names: map[string][]op{}, lies: lies,
	}
}

// take brings the disk up to one op.
func (d *disk) take(o op) error {
	switch o.call {
	case opCreate, opFolder:
		d.rename(o)
	case opRename, opRemove:
		if d.now[o.path] == nil {
			return fmt.Errorf("%s of %s, which is not there", o.call, o.path)
		}
		d.rename(o)
	case opWrite, opSize:
		f := d.now[o.path]
		if f == nil {
			return fmt.Errorf("%s into %s, which is not there", o.call, o.path)
		}
		if o.from != "" {
			source := d.now[o.from]
			if source == nil {
				return fmt.Errorf("a copy of %s, which is not there", o.from)
			}
			whole := source.after(keepAll, nil)
			o.data = whole[min(o.off, int64(len(whole))):min(o.off+o.size, int64(len(whole)))]
		}
		f.pending = append(f.pending, o)
	case opSync:
		return d.sync(o.path)
	}
	return nil
}

func (d *disk) rename(o op) {
	if o.call == opCreate || o.call == opFolder {
		o.file = &inode{folder: o.call == opFolder}
	}
	apply(d.now, o)
	in := filepath.Dir(o.path)
	d.names[in] = append(d.names[in], o)
}

// apply does one change of names.
func apply(names map[string]*inode, o op) {
	switch o.call {
	case opCreate, opFolder:
		names[o.path] = o.file
	case opRename:
		if f := names[o.path]; f != nil {
			delete(names, o.path)
			names[o.to] = f
		}
	case opRemove:
		delete(names, o.path)
	}
}

func (d *disk) sync(path string) error {
	f := d.now[path]
	if f == nil {
		return fmt.Errorf("sync of %s, which is not there", path)
	}
	if d.lies {
		return nil
	}
	if f.folder {
		for _, o := range d.names[path] {
			apply(d.kept, o)
		}
		delete(d.names, path)
		return nil
	}
	for _, o := range f.pending {
		f.data = o.into(f.data)
	}
	f.pending = nil
	return nil
}

// into returns the bytes of a file after a write or a change of its size.
func (o op) into(data []byte) []byte {
	if o.call == opSize {
		return resize(data, o.size)
	}
	return put(data, o.at, o.data)
}

func put(data []byte, at int64, b []byte) []byte {
	if end := at + int64(len(b)); end > int64(len(data)) {
		data = resize(data, end)
	}
	copy(data[at:], b)
	return data
}

func resize(data []byte, n int64) []byte {
	if n <= int64(len(data)) {
		return data[:n:n]
	}
	return append(data, make([]byte, n-int64(len(data)))...)
}

// unsure reports whether a power cut can have more than one outcome now.
func (d *disk) unsure() bool {
	for _, f := range d.now {
		if len(f.pending) > 0 {
			return true
		}
	}
	for _, f := range d.kept {
		if len(f.pending) > 0 {
			return true
		}
	}
	return len(d.names) > 0
}

// way is how a disk treats what was not synced when the power is cut.
type way int

// The ways: nothing of it was kept, all of it, some pages, some sectors; and the last
// two with the names of files lagging behind their bytes, or ahead of them.
const (
	keepNone way = iota
	keepAll
	keepBytesOnly
	keepNamesOnly
	keepPages
	keepSectors
	ways
)

func (w way) String() string {
	return [...]string{"nothing kept", "all kept", "bytes and no names kept", "names and no bytes kept", "some pages kept", "some sectors kept"}[w]
}

// cut returns the files after a power cut: path below the root to bytes; folders end
// in a slash.
func (d *disk) cut(w way, rng *rand.Rand) map[string][]byte {
	names := map[string]*inode{}
	for path, f := range d.kept {
		names[path] = f
	}
	for _, in := range sorted(d.names) {
		ops := d.names[in]
		n := len(ops)
		switch w {
		case keepNone, keepBytesOnly:
			n = 0
		case keepPages, keepSectors:
			n = rng.IntN(len(ops) + 1) // a disk keeps them in order
		}
		for _, o := range ops[:n] {
			apply(names, o)
		}
	}
	files := map[string][]byte{}
	for _, path := range sorted(names) {
		if path == d.root || !reachable(names, d.root, path) {
			continue
		}
		rel := strings.TrimPrefix(path, d.root+"/")
		if names[path].folder {
			files[rel+"/"] = nil
		} else {
			files[rel] = names[path].after(w, rng)
		}
	}
	return files
}

func sorted[V any](m map[string]V) []string {
	all := make([]string, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// reachable reports whether all the folders above a path are there.
func reachable(names map[string]*inode, root, path string) bool {
	for in := filepath.Dir(path); in != root; in = filepath.Dir(in) {
		if f := names[in]; f == nil || !f.folder {
			return false
		}
	}
	return true
}

// after returns the bytes of a file after a power cut.
func (f *inode) after(w way, rng *rand.Rand) []byte {
	data := slices.Clone(f.data)
	for _, o := range f.pending {
		switch {
		case w == keepNone || w == keepNamesOnly:
		case w == keepAll || w == keepBytesOnly:
			data = o.into(data)
		case o.call == opSize:
			if rng.IntN(2) == 0 {
				data = resize(data, o.size)
			}
		default:
			data = o.part(data, map[way]int64{keepPages: 4096, keepSectors: 512}[w], rng)
		}
	}
	return data
}

// part writes some blocks of a write. The file can have grown for one that was not
// written, and then holds zeros there.
func (o op) part(data []byte, block int64, rng *rand.Rand) []byte {
	end := o.at + int64(len(o.data))
	if end > int64(len(data)) && rng.IntN(2) == 0 {
		data = resize(data, end)
	}
	for from := o.at; from < end; {
		to := min(end, from/block*block+block)
		if rng.IntN(2) == 0 {
			data = put(data, from, o.data[from-o.at:to-o.at])
		}
		from = to
	}
	return data
}

// lay makes the files in an empty folder.
func lay(dir string, files map[string][]byte) error {
	for _, rel := range sorted(files) {
		path := filepath.Join(dir, rel)
		if strings.HasSuffix(rel, "/") {
			if err := os.MkdirAll(path, 0o700); err != nil {
				return err
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, files[rel], 0o600); err != nil {
			return err
		}
	}
	return nil
}
