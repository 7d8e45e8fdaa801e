namespace Dispatch.Records.Tests;

/// <summary>An empty folder that goes with the test.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dispatch-export-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
