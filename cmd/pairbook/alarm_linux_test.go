package main

import (
	"testing"
	"time"
)

func TestAnAlarmRingsNotTooEarlyAndAgainWhenItIsSetAgain(t *testing.T) {
	a := newAlarm()
	if a == nil {
		t.Fatal("the system gives no alarm")
	}
	defer a.end()
	for _, after := range []time.Duration{time.Millisecond, 12345 * time.Microsecond} {
		set := time.Now()
		a.ring(time.Hour)
		a.ring(after) // in place of the other
		rung := make([]byte, 8)
		if _, err := a.file.Read(rung); err != nil || rung[0] != 1 {
			t.Fatalf("it has rung %v, %v", rung, err)
		}
		if took := time.Since(set); took < after {
			t.Errorf("it rang after %v, %v too early", took, after-took)
		}
	}
}

func TestNoAlarmIsNoHarm(t *testing.T) {
	var a *alarm
	a.ring(time.Millisecond)
	a.end()
}
