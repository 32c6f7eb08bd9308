//go:build linux

package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// onLinux lists what is tested where the system lets us stage the fault.
func onLinux() map[string]func(*testing.T, house) {
	return map[string]func(*testing.T, house){
		"a full disk loses no words":                       fullDisk,
		"a full disk and a lost window lose nothing saved": fullDiskAndLostWindow,
		"without rights nothing is changed":                noRights,
		"rights taken while it is open lose no words":      rightsTaken,
		"no image of the memory is left behind by a crash": noCoreDump,
	}
}

// fullDisk: no room to save in is said in plain words, the text stays on the
// screen, and is saved once there is room again.
func fullDisk(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	w := me.worksheet()
	w.types(said)
	w.sees(said)
	w.header("saved ")
	w.largestFile("4096") // every page of the book lies beyond it
	w.types(unsaid)
	w.header("NOT SAVED")
	w.sees("There is no room left to save in.", said+unsaid)
	w.press("ctrl+s")
	w.header("NOT SAVED")
	w.mended(me.book(), func() { w.largestFile("unlimited") })
}

// fullDiskAndLostWindow: what was called saved is in the book, and the book opens.
func fullDiskAndLostWindow(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	w := me.worksheet()
	w.types(said)
	w.sees(said)
	w.header("saved ")
	w.largestFile("4096")
	w.types(unsaid)
	w.sees(said + unsaid)
	w.signal(syscall.SIGTERM)
	if code := w.ends(promptly); code != interrupted {
		t.Errorf("exit code %d", code)
	}
	w.restored()
	w.sees("There is no room left to save in.")
	if got := kept(t, me.book())[aboutMentee()]; got != said {
		t.Errorf("the book says %q", got)
	}
}

// largestFile sets how large a file the program may write, in bytes. It sees a
// larger one as a full disk.
func (w *window) largestFile(bytes string) {
	w.t.Helper()
	out, err := exec.CommandContext(w.t.Context(), "prlimit", "--pid", strconv.Itoa(w.cmd.Process.Pid), "--fsize="+bytes+":unlimited").CombinedOutput()
	if err != nil {
		w.t.Fatalf("limit the size of files (prlimit of util-linux is needed): %v\n%s", err, out)
	}
}

// nobody is who runs the program where rights have to bind, in case the tests are
// run by root.
const nobody = 65534

// asNobody gives a computer to somebody whom rights bind.
func (h *computer) asNobody() {
	h.t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	if err := filepath.WalkDir(h.dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, nobody, nobody)
	}); err != nil {
		h.t.Fatal("give the folder away:", err)
	}
	for _, path := range []string{filepath.Dir(h.dir), filepath.Dir(filepath.Dir(h.program))} { // the folders of the test, closed to others
		if err := os.Chmod(path, 0o755); err != nil {
			h.t.Fatal("let others into the folder:", err)
		}
	}
	h.uid = nobody
}

// noRights: where the book may not be written, that is said, and nothing changes.
func noRights(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	before := fileOf(t, me.book())
	chmod(t, me.book(), 0o400)
	chmod(t, me.folder(), 0o500)
	me.asNobody()
	const words = "We may not read or write the book there."
	w := me.window()
	if code := w.ends(longest); code != failed {
		t.Errorf("a book that may only be read: exit code %d", code)
	}
	w.sees(words)
	w = me.window("--book", filepath.Join(me.folder(), "new.db"))
	if code := w.ends(longest); code != failed {
		t.Errorf("a new book in a folder that may only be read: exit code %d", code)
	}
	w.sees(words)
	if s := me.runs("list"); s.code != 0 || !strings.Contains(s.out, "Amina Diallo") {
		t.Errorf("reading needs no right to write: %+v", s)
	}
	if !bytes.Equal(before, fileOf(t, me.book())) {
		t.Error("the book was changed")
	}
	chmod(t, me.folder(), 0o700) // so that it can be cleaned up
}

// rightsTaken: a folder and a book that become read-only while the book is open
// lose nothing: what the screen calls saved is there.
func rightsTaken(t *testing.T, h house) {
	me := h.computer(t)
	me.pair()
	me.asNobody()
	w := me.worksheet()
	w.types(said)
	w.sees(said)
	w.header("saved ")
	chmod(t, me.book(), 0o400)
	chmod(t, me.folder(), 0o500)
	w.types(unsaid)
	w.sees(said + unsaid)
	w.header("saved ")
	w.kill()
	chmod(t, me.folder(), 0o700)
	chmod(t, me.book(), 0o600)
	if got := kept(t, me.book())[aboutMentee()]; got != said+unsaid {
		t.Errorf("the book says %q", got)
	}
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

// noCoreDump: what was typed is not written into a core file.
func noCoreDump(t *testing.T, h house) {
	w := h.computer(t).window()
	w.sees("Welcome")
	limits, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(w.cmd.Process.Pid), "limits"))
	if err != nil {
		t.Fatal(err)
	}
	want := "Max core file size 0 0 bytes"
	told := strings.Join(strings.Fields(string(limits)), " ")
	if !strings.Contains(told, want) {
		t.Errorf("the system says %q, want %q in it", told, want)
	}
}
