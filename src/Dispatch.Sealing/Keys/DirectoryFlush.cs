using System.Runtime.InteropServices;

namespace Dispatch.Sealing.Keys;

/// <summary>Brings a directory's names to the disk. A file that was flushed, but whose name was not, is gone after a power cut; the framework flushes files only.</summary>
internal static partial class DirectoryFlush
{
    private const int ReadOnly = 0;

    /// <summary>A file system that knows no such flush, which then keeps names in its own order (EINVAL).</summary>
    private const int NotKnown = 22;

    public static void Run(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(path, ReadOnly);
        if (handle < 0)
        {
            throw Fault(path);
        }

        try
        {
            if (Flush(handle) != 0 && Marshal.GetLastPInvokeError() != NotKnown)
            {
                throw Fault(path);
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Fault(string path) => new($"The directory '{path}' could not be flushed to the disk: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
