package main

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// alarm wakes the program to the microsecond. Nobody reads it: that it could be read is
// what ends the sleep of Go's scheduler, which then sees that a timer is due.
type alarm struct {
	fd   int
	file *os.File // watched by the scheduler while it is open
}

// newAlarm returns nil where the system has none to give: frames are a little late then.
func newAlarm() *alarm {
	fd, err := unix.TimerfdCreate(unix.CLOCK_MONOTONIC, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC)
	if err != nil {
		return nil
	}
	return &alarm{fd: fd, file: os.NewFile(uintptr(fd), "alarm")}
}

// ring lets the alarm ring once, in place of what was set before.
func (a *alarm) ring(after time.Duration) {
	if a == nil {
		return
	}
	once := unix.ItimerSpec{Value: unix.NsecToTimespec(after.Nanoseconds())}
	_ = unix.TimerfdSettime(a.fd, 0, &once, nil) // a frame is late without it, no more
}

// end ends the alarm. It must not be set any more.
func (a *alarm) end() {
	if a != nil {
		_ = a.file.Close()
	}
}
