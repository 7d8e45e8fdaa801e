using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Tests;

/// <summary>The shipped data files, as they stand beside the tests.</summary>
internal static class DataFiles
{
    public static readonly ServiceCatalogue Catalogue = ServiceCatalogue.Parse(Text("services.json"));

    public static readonly CueList Cues = CueList.Parse(Text("cues.json"));

    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", name));
}
