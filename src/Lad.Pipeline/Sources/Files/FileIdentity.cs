using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Lad.Pipeline.Sources.Files;

/// <summary>What makes a file the same file after a rename, and another one after its inode was used again.</summary>
/// <param name="Device">The device.</param>
/// <param name="Inode">The inode; 0 where there is none, and then birth alone tells files apart.</param>
/// <param name="Birth">When the file was made, in nanoseconds since 1970; 0 when the file system does not say.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode, long Birth)
{
    private const int EmptyPath = 0x1000;
    private const int CurrentDirectory = -100;
    private const uint InodeAndBirth = 0x100 | 0x800;

    /// <summary>The identity of an open file.</summary>
    public static FileIdentity Of(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux()) return new FileIdentity(0, 0, Nanoseconds(File.GetCreationTimeUtc(handle)));
        bool added = false;
        try
        {
            handle.DangerousAddRef(ref added);
            return statx((int)handle.DangerousGetHandle(), "", EmptyPath, InodeAndBirth, out Statx found) == 0 ? From(found) : default;
        }
        finally
        {
            if (added) handle.DangerousRelease();
        }
    }

    /// <summary>The identity of the file that a path names now; <see langword="null"/> when it names none.</summary>
    public static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return File.Exists(path) ? new FileIdentity(0, 0, Nanoseconds(File.GetCreationTimeUtc(path))) : null;
        return statx(CurrentDirectory, path, 0, InodeAndBirth, out Statx found) == 0 ? From(found) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Device:x}-{Inode:x}-{Birth:x}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out FileIdentity identity)
    {
        identity = default;
        string[] parts = text?.Split('-') ?? [];
        if (parts.Length != 3
            || !ulong.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong device)
            || !ulong.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong inode)
            || !long.TryParse(parts[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long birth)) return false;
        identity = new FileIdentity(device, inode, birth);
        return true;
    }

    private static FileIdentity From(in Statx found) =>
        new(((ulong)found.DeviceMajor << 32) | found.DeviceMinor, found.Inode, (found.Mask & 0x800) != 0 ? found.BirthSeconds * 1_000_000_000 + found.BirthNanoseconds : 0);

    private static long Nanoseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) * 100;

    // The system call's structure is the same on every architecture, unlike that of stat.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(0x00)] public uint Mask;
        [FieldOffset(0x20)] public ulong Inode;
        [FieldOffset(0x50)] public long BirthSeconds;
        [FieldOffset(0x58)] public uint BirthNanoseconds;
        [FieldOffset(0x88)] public uint DeviceMajor;
        [FieldOffset(0x8C)] public uint DeviceMinor;
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
#pragma warning disable IDE1006, CA2101 // The name is the C library's; paths are UTF-8 there, as Ansi is on Linux.
    private static extern int statx(int directory, string path, int flags, uint mask, out Statx found);
#pragma warning restore IDE1006, CA2101
}
