//go:build linux

package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"

	"pairbook/forms"
)

// diskSizes are those of the small disks, in KB.
func diskSizes() []int {
	return []int{64, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096}
}

// smallDisk is a disk of a few KB, mounted for one case.
type smallDisk struct {
	e    *env
	t    *tally
	path string // of the folder it is mounted on
	what string
}

var disks atomic.Int64

// mountDisk mounts one. It needs the right to.
func (e *env) mountDisk(kb int, what string, t *tally) (*smallDisk, error) {
	d := &smallDisk{e: e, t: t, what: fmt.Sprintf("%s on %d KB", what, kb)}
	var err error
	if d.path, err = e.folder(fmt.Sprintf("disk-%d", disks.Add(1))); err != nil {
		return nil, err
	}
	if err := syscall.Mount("tmpfs", d.path, "tmpfs", 0, fmt.Sprintf("size=%dk,mode=0755", kb)); err != nil {
		return nil, notRun("a small disk cannot be mounted: %v; run it as root", err)
	}
	return d, os.Mkdir(filepath.Dir(d.book()), 0o700)
}

func (d *smallDisk) unmount() { _ = syscall.Unmount(d.path, syscall.MNT_DETACH) }

func (d *smallDisk) book() string { return filepath.Join(d.path, bookName) }

// fill leaves so many bytes free.
func (d *smallDisk) fill(leave int64) error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(d.path, &s); err != nil {
		return err
	}
	free := int64(s.Bavail) * s.Bsize
	return os.WriteFile(filepath.Join(d.path, "filler"), make([]byte, max(0, free-leave)), 0o600)
}

// room makes room again.
func (d *smallDisk) room() error {
	if err := os.RemoveAll(filepath.Join(d.path, "filler")); err != nil {
		return err
	}
	return syscall.Mount("tmpfs", d.path, "tmpfs", syscall.MS_REMOUNT, "size=32m")
}

// does calls the program. A refusal has to come in words.
func (d *smallDisk) does(ctx context.Context, settings []string, args ...string) (ok bool, err error) {
	s, err := d.e.callWith(ctx, d.book(), settings, "", args...)
	if err != nil || s.faults(d.t, d.what+", "+args[0]) {
		return false, err
	}
	if s.code != 0 && strings.TrimSpace(s.err) == "" {
		d.t.fault(wrong, "%s, %s: exit %d without a word", d.what, args[0], s.code)
	}
	if s.code == exitDamaged {
		d.t.fault(wrong, "%s, %s: said to be damaged: %s", d.what, args[0], short(s.err))
	}
	return s.code == 0, nil
}

// must is does for what there is room for.
func (d *smallDisk) must(ctx context.Context, args ...string) error {
	ok, err := d.does(ctx, nil, args...)
	if err == nil && !ok {
		d.t.fault(wrong, "%s: %s is refused though there is room", d.what, args[0])
	}
	return err
}

// says compares the book with what was acknowledged.
func (d *smallDisk) says(ctx context.Context, want ...map[string]string) error {
	s, err := d.e.call(ctx, d.book(), "show", forms.WorksheetForm, "--json")
	if err != nil || s.faults(d.t, d.what+", show") {
		return err
	}
	all, err := shownBy(s.out)
	if s.code != 0 || err != nil {
		d.t.fault(lost, "%s: it cannot be read: exit %d: %s", d.what, s.code, short(s.err))
		return nil
	}
	got := map[string]string{}
	for _, a := range all {
		if a.value != "" {
			got[a.at.Field] = a.value
		}
	}
	for _, w := range want {
		if maps.Equal(w, got) {
			return nil
		}
	}
	d.t.fault(lost, "%s: it says %d answers, %d were acknowledged", d.what, len(got), len(want[0]))
	return nil
}

// sets answers questions with long texts, and returns those that were acknowledged.
func (d *smallDisk) sets(ctx context.Context, n int, settings []string, into map[string]string) (acked int, err error) {
	for i := range n {
		field := questions()[i%len(questions())]
		value := fmt.Sprintf("%s number %d %s", d.what, i, strings.Repeat("we talk ", 250))
		value = strings.TrimSpace(value)
		ok, err := d.does(ctx, settings, "set", forms.WorksheetForm, field, value)
		if err != nil {
			return acked, err
		}
		if ok {
			into[field] = value
			acked++
		}
	}
	return acked, nil
}

// fullDisks does seven things on disks that are about to be full.
func fullDisks(ctx context.Context, e *env, t *tally) error {
	ops := map[string]func(*smallDisk, context.Context, int) error{
		"save": (*smallDisk).save, "create": (*smallDisk).create, "compact": (*smallDisk).compact,
		"backup": (*smallDisk).backup, "restore": (*smallDisk).restore, "import": (*smallDisk).imported, "temporary files": (*smallDisk).temporary,
	}
	sizes := diskSizes()
	names := sorted(ops)
	return each(ctx, min(e.n, len(sizes)*len(names)), 2, func(ctx context.Context, i int) error {
		if e.n < len(sizes)*len(names) { // few of them: of every op, and of every size
			i = i*len(sizes)*len(names)/e.n + i%len(names)
		}
		name, kb := names[i%len(names)], sizes[i/len(names)%len(sizes)]
		d, err := e.mountDisk(kb, name, t)
		if err != nil {
			return err
		}
		defer d.unmount()
		return ops[name](d, ctx, i)
	})
}

// begun makes a book on the disk with a few answers. Where not even that has room, it
// was refused in words, and that is all there is to see.
func (d *smallDisk) begun(ctx context.Context, n int) (says map[string]string, ok bool, err error) {
	says = map[string]string{}
	if ok, err = d.does(ctx, nil, beginning()...); err != nil || !ok {
		d.t.done(1, 0)
		return says, false, err
	}
	acked, err := d.sets(ctx, n, nil, says)
	d.t.done(1, acked)
	return says, err == nil, err
}

// save answers until there is no room, and once more when there is.
func (d *smallDisk) save(ctx context.Context, i int) error {
	says, ok, err := d.begun(ctx, 2)
	if err != nil || !ok {
		return err
	}
	if err := d.fill(int64(d.e.rng(i).IntN(48)) << 10); err != nil {
		return err
	}
	acked, err := d.sets(ctx, 20, nil, says)
	if err != nil {
		return err
	}
	d.t.done(0, acked)
	if err := d.says(ctx, says); err != nil {
		return err
	}
	if err := d.must(ctx, "export", forms.WorksheetForm, "-o", filepath.Join(d.e.dir, fmt.Sprintf("out-%d.md", i))); err != nil {
		return err
	}
	return d.after(ctx, says)
}

// after makes room: then all has to go on as if nothing had been.
func (d *smallDisk) after(ctx context.Context, says map[string]string) error {
	if err := d.room(); err != nil {
		return err
	}
	if err := d.says(ctx, says); err != nil {
		return err
	}
	const value = "there is room again"
	if err := d.must(ctx, "set", forms.WorksheetForm, questions()[0], value); err != nil {
		return err
	}
	says[questions()[0]] = value
	return d.says(ctx, says)
}

// create begins a book where there is hardly any room for it.
func (d *smallDisk) create(ctx context.Context, i int) error {
	leave := []int64{0, 4 << 10, 8 << 10, 16 << 10, 24 << 10, 40 << 10, 64 << 10}
	if err := d.fill(leave[d.e.rng(i).IntN(len(leave))]); err != nil {
		return err
	}
	ok, err := d.does(ctx, nil, beginning()...)
	if err != nil {
		return err
	}
	d.t.done(1, 1)
	if err := d.room(); err != nil {
		return err
	}
	if !ok {
		if err := d.must(ctx, beginning()...); err != nil {
			return err
		}
	}
	return d.after(ctx, map[string]string{})
}

// compact has the book written anew without room for a second one.
func (d *smallDisk) compact(ctx context.Context, i int) error {
	says, ok, err := d.begun(ctx, 10)
	if err != nil || !ok {
		return err
	}
	if err := d.fill(int64(d.e.rng(i).IntN(64)) << 10); err != nil {
		return err
	}
	forget := []string{"forget", forms.WorksheetForm, questions()[0], "--yes"}
	if _, err := d.does(ctx, nil, forget...); err != nil {
		return err
	}
	if err := d.says(ctx, says); err != nil {
		return err
	}
	if err := d.after(ctx, says); err != nil {
		return err
	}
	if err := d.must(ctx, forget...); err != nil {
		return err
	}
	return d.says(ctx, says)
}

// backup makes one without room for it: none may be left that is not whole.
func (d *smallDisk) backup(ctx context.Context, i int) error {
	says, ok, err := d.begun(ctx, 6)
	if err != nil || !ok {
		return err
	}
	if err := d.fill(int64(d.e.rng(i).IntN(64)) << 10); err != nil {
		return err
	}
	done, err := d.does(ctx, nil, "backup")
	if err != nil {
		return err
	}
	found, err := filepath.Glob(filepath.Join(filepath.Dir(d.book()), "backups", "*.bak"))
	if err != nil {
		return err
	}
	if done != (len(found) == 1) {
		d.t.fault(wrong, "%s: %d backups, and the program says %v", d.what, len(found), done)
	}
	for _, file := range found {
		if s, err := d.e.call(ctx, d.book(), "list", "--book", file); err != nil || s.code != 0 {
			d.t.fault(wrong, "%s: the backup is not whole: exit %d, %v", d.what, s.code, err)
		}
	}
	return d.after(ctx, says)
}

// restore puts a larger backup into the book's place.
func (d *smallDisk) restore(ctx context.Context, i int) error {
	says, ok, err := d.begun(ctx, 6)
	if err != nil || !ok {
		return err
	}
	backup := filepath.Join(d.e.dir, fmt.Sprintf("backup-%d.db", i))
	if ok, err := d.does(ctx, nil, "backup", backup); err != nil || !ok {
		return err // that it left the book is noted in the book, and there may be no room for that
	}
	earlier := maps.Clone(says)
	acked, err := d.sets(ctx, 1, nil, says)
	if err != nil {
		return err
	}
	d.t.done(0, acked)
	if err := d.fill(int64(d.e.rng(i).IntN(96)) << 10); err != nil {
		return err
	}
	done, err := d.does(ctx, nil, "restore", backup, "--yes")
	if err != nil {
		return err
	}
	if done {
		says = earlier
	}
	if err := d.says(ctx, says); err != nil {
		return err
	}
	return d.after(ctx, says)
}

// imported takes an edited sheet back into the book.
func (d *smallDisk) imported(ctx context.Context, i int) error {
	says, ok, err := d.begun(ctx, 6)
	if err != nil || !ok || len(says) < len(questions()) {
		return err
	}
	file := filepath.Join(d.e.dir, fmt.Sprintf("edited-%d.md", i))
	field, longer := questions()[1], strings.TrimSpace(strings.Repeat("by hand ", 3_000))
	if err := d.e.edit(ctx, d.book(), file, says[field], longer); err != nil {
		return nil //nolint:nilerr // it notes in the book what left it, and there may be no room for that
	}
	if err := d.fill(int64(d.e.rng(i).IntN(64)) << 10); err != nil {
		return err
	}
	done, err := d.does(ctx, nil, "import", file, "--yes")
	if err != nil {
		return err
	}
	if done {
		says[field] = longer
		d.t.done(0, 1)
	}
	if err := d.says(ctx, says); err != nil {
		return err
	}
	return d.after(ctx, says)
}

// temporary has no room for temporary files; the book lies elsewhere on the same disk
// with what it needs.
func (d *smallDisk) temporary(ctx context.Context, i int) error {
	full := filepath.Join(d.path, "tmp")
	if err := os.Mkdir(full, 0o700); err != nil {
		return err
	}
	if err := d.fill(0); err != nil {
		return err
	}
	dir, err := d.e.folder(fmt.Sprintf("elsewhere-%d", i))
	if err != nil {
		return err
	}
	other := *d
	other.path = dir
	if err := os.Mkdir(filepath.Dir(other.book()), 0o700); err != nil {
		return err
	}
	says, ok, err := other.begun(ctx, 0)
	if err != nil || !ok {
		return err
	}
	settings := []string{"TMPDIR=" + full}
	acked, err := other.sets(ctx, 3, settings, says)
	if err != nil {
		return err
	}
	d.t.done(0, acked)
	for _, args := range [][]string{{"backup"}, {"export", forms.WorksheetForm, "-o", filepath.Join(dir, "out.pdf")}, {"forget", forms.WorksheetForm, questions()[0], "--yes"}} {
		if ok, err := other.does(ctx, settings, args...); err != nil || !ok {
			d.t.fault(wrong, "%s: %s fails without room for temporary files, %v", d.what, args[0], err)
		}
	}
	return other.says(ctx, says)
}
