using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Dispatch.Sealing.Keys;

/// <summary>Keys in files of a folder beside the SQLite store. One that was stored is on the disk, so that no row is ever sealed with a key that a power cut takes.</summary>
internal sealed class FileKeys(string folder) : IDeletableXmlRepository
{
    private const string Ending = ".xml";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. Files().Select(file => file.Element)];

    public void StoreElement(XElement element, string friendlyName) =>
        PrivateFile.Write(Path.Combine(folder, friendlyName + Ending), element.ToString(SaveOptions.DisableFormatting));

    public bool DeleteElements(Action<IReadOnlyCollection<IDeletableElement>> chooseElements)
    {
        var files = Files();
        chooseElements(files);
        foreach (var file in files.Where(file => file.DeletionOrder is not null).OrderBy(file => file.DeletionOrder))
        {
            File.Delete(file.Path);
        }

        return true;
    }

    private List<KeyFile> Files() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).Select(path => new KeyFile(path, XElement.Load(path)))]
        : [];

    private sealed class KeyFile(string path, XElement element) : IDeletableElement
    {
        public string Path => path;

        public XElement Element => element;

        public int? DeletionOrder { get; set; }
    }
}
