using Microsoft.Win32.SafeHandles;

namespace Lad.Pipeline.Sources.Files;

/// <summary>Opens files to read so that others may write, rename and delete them meanwhile.</summary>
internal static class FileOpener
{
    /// <exception cref="SourceException">The file is missing, a directory, or must not be read.</exception>
    public static SafeFileHandle Open(string path)
    {
        if (Directory.Exists(path)) throw new SourceException(path, $"'{path}' is a directory, not a file: name a file in it, or read the whole directory with dir:{path}.");
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SourceException(path, $"The file '{path}' does not exist: correct the path, or follow it to wait until it appears.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SourceException(path, $"The file '{path}' must not be read by this user: grant read permission, or run as a user who has it.", e);
        }
        catch (IOException e)
        {
            throw new SourceException(path, $"The file '{path}' cannot be opened: {e.Message}", e);
        }
    }
}
