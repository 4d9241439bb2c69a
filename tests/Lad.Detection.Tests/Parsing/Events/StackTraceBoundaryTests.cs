using Lad.Detection.Parsing.Events;

namespace Lad.Detection.Tests.Parsing.Events;

public sealed class StackTraceBoundaryTests
{
    private static int Events(params string[] lines)
    {
        var boundary = new StackTraceBoundary();
        byte[]? first = null;
        int events = 0;
        foreach (byte[] line in lines.Select(line => System.Text.Encoding.UTF8.GetBytes(line)))
        {
            if (first is not null && boundary.Continues(first, line)) continue;
            boundary.Begin(first = line);
            events++;
        }
        return events;
    }

    [Fact]
    public void A_Java_trace_with_causes_is_one_event() =>
        Assert.Equal(1, Events("2026-01-01 00:00:00 ERROR x", "java.io.IOException: no", "\tat a.B.c(B.java:1)", "\t... 3 more", "Caused by: java.lang.Error: y", "\tat a.B.d(B.java:2)"));

    [Fact]
    public void A_dotnet_trace_is_one_event() =>
        Assert.Equal(1, Events("ERROR Unhandled exception. System.InvalidOperationException: no", "   at A.B.C() in /src/B.cs:line 3", "--- End of inner exception stack trace ---", "   at A.D()"));

    [Fact]
    public void A_Python_trace_is_one_event() =>
        Assert.Equal(1, Events("ERROR failed", "Traceback (most recent call last):", "  File \"a.py\", line 1, in <module>", "    boom()", "ValueError: bad"));

    [Fact]
    public void A_Go_panic_is_one_event() =>
        Assert.Equal(1, Events("panic: runtime error", "", "goroutine 1 [running]:", "main.main()", "\t/src/main.go:3 +0x1d", "exit status 2"));

    [Fact]
    public void Lines_with_times_are_events_even_when_they_are_indented() =>
        Assert.Equal(3, Events("2026-01-01 00:00:00 INFO a", "  2026-01-01 00:00:01 INFO b", "2026-01-01 00:00:02 INFO c"));

    [Fact]
    public void Lines_without_a_known_form_are_never_glued_together() =>
        Assert.Equal(4, Events("connection opened", "at last it works", "Caused an alert", "from 10.0.0.1"));
}
