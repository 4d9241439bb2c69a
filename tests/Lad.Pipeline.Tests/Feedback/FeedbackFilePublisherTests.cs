using System.Text;
using Lad.Pipeline.Feedback;

namespace Lad.Pipeline.Tests.Feedback;

public sealed class FeedbackFilePublisherTests : IDisposable
{
    private readonly TemporaryDirectory root = new();

    private string File => root.File("new/feedback.jsonl");

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task Entries_are_lines_and_the_last_one_is_known_again()
    {
        await using (var publisher = new FeedbackFilePublisher(File))
        {
            Assert.Equal(0, await publisher.OpenAsync(default));
            await publisher.PublishAsync([Entry(1), Entry(2)], default);
            await publisher.PublishAsync([Entry(3)], default);
        }
        await using var next = new FeedbackFilePublisher(File);

        Assert.Equal(3, await next.OpenAsync(default));
        Assert.Equal([1, 2, 3], Sequences());
    }

    [Fact]
    public async Task File_and_lock_are_made_for_their_owner_and_rights_that_were_given_stay()
    {
        if (OperatingSystem.IsWindows()) return;
        await using (var publisher = new FeedbackFilePublisher(File)) await publisher.OpenAsync(default);
        foreach (string made in new[] { File, File + ".lock" }) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(made));

        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        System.IO.File.SetUnixFileMode(File, shared);
        await using (var next = new FeedbackFilePublisher(File)) await next.OpenAsync(default);
        Assert.Equal(shared, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task While_one_publishes_no_other_can()
    {
        await using var one = new FeedbackFilePublisher(File);
        await one.OpenAsync(default);
        await using var other = new FeedbackFilePublisher(File);

        FeedbackException refused = await Assert.ThrowsAsync<FeedbackException>(async () => await other.OpenAsync(default));
        Assert.Contains("Another process publishes", refused.Message);
        await one.DisposeAsync();
        Assert.Equal(0, await other.OpenAsync(default));
    }

    [Fact]
    public async Task Wherever_a_process_was_killed_each_entry_is_there_once_and_in_order()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        byte[] whole = [.. new[] { 1, 2, 3 }.SelectMany(number => (byte[])[.. FeedbackJson.Write(Entry(number)), (byte)'\n'])];
        for (int length = 0; length <= whole.Length; length += 7)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            await using var publisher = new FeedbackFilePublisher(File);
            long last = await publisher.OpenAsync(default);
            Assert.Equal(whole.AsSpan(0, length).Count((byte)'\n'), last);
            await publisher.PublishAsync([.. Enumerable.Range((int)last + 1, 4 - (int)last).Select(number => Entry(number))], default);
            Assert.Equal([1, 2, 3, 4], Sequences());
        }
    }

    [Fact]
    public async Task What_was_published_is_not_published_again()
    {
        await using var publisher = new FeedbackFilePublisher(File);
        await publisher.OpenAsync(default);
        await publisher.PublishAsync([Entry(4)], default);

        await Assert.ThrowsAsync<ArgumentException>(async () => await publisher.PublishAsync([Entry(4)], default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await publisher.PublishAsync([Entry(6), Entry(5)], default));
        Assert.Equal([4], Sequences());
    }

    [Theory]
    [InlineData("truncated", "has 0 bytes")]
    [InlineData("removed", "was removed")]
    [InlineData("replaced", "is another file now")]
    public async Task A_file_that_is_changed_by_another_hand_is_opened_anew(string how, string what)
    {
        await using var publisher = new FeedbackFilePublisher(File);
        await publisher.OpenAsync(default);
        await publisher.PublishAsync([Entry(1)], default);
        if (how == "truncated") System.IO.File.WriteAllText(File, "");
        if (how == "removed") System.IO.File.Delete(File);
        if (how == "replaced")
        {
            System.IO.File.Copy(File, File + ".copy");
            System.IO.File.Move(File + ".copy", File, overwrite: true);
        }

        FeedbackException changed = await Assert.ThrowsAsync<FeedbackException>(async () => await publisher.PublishAsync([Entry(2)], default));
        Assert.Contains(what, changed.Message);
        long last = await publisher.OpenAsync(default);
        Assert.Equal(how == "replaced" ? 1 : 0, last);
        await publisher.PublishAsync([Entry(2)], default);
        Assert.Equal(how == "replaced" ? [1, 2] : [2], Sequences());
    }

    [Fact]
    public async Task Behind_a_line_that_is_no_entry_nothing_is_published()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "{\"statement\":1}\n");
        await using var publisher = new FeedbackFilePublisher(File);

        FeedbackException refused = await Assert.ThrowsAsync<FeedbackException>(async () => await publisher.OpenAsync(default));
        Assert.Contains("put the file right", refused.Message);
        Assert.Equal("{\"statement\":1}\n", System.IO.File.ReadAllText(File));
    }

    private static FeedbackEntry Entry(long number) => Statements.Entry(Statements.Of(number, FeedbackKind.FalsePositive, message: new string('m', 50)));

    private long[] Sequences() => [.. System.IO.File.ReadLines(File).Select(line => FeedbackJson.Read(Encoding.UTF8.GetBytes(line)).Statement.Sequence)];
}
