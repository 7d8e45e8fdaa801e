namespace Dispatch.Sealing.Keys;

/// <summary>Small files that only the owner of the process may read.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Lock Making = new();

    /// <summary>Reads the file, or writes it first.</summary>
    public static string ReadOrCreate(string path, Func<string> make)
    {
        lock (Making)
        {
            Create(path, make);
        }

        return File.ReadAllText(path).Trim();
    }

    /// <summary>Makes a directory that only the owner of the process may read.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes the file whole: to the disk under another name, then renamed, then the name to the disk. A crash leaves no half of it.</summary>
    public static void Write(string path, string text)
    {
        var folder = Path.GetDirectoryName(path)!;
        CreateDirectory(folder);
        var draft = $"{path}.{Environment.ProcessId}";
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(draft, how))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        DirectoryFlush.Run(folder);
        DirectoryFlush.Run(Path.GetDirectoryName(folder) ?? folder);
    }

    private static void Create(string path, Func<string> make)
    {
        if (!File.Exists(path))
        {
            Write(path, make());
        }
    }
}
