using Dispatch.Grains.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>The rules of care are read before anything starts; a file that breaks one stops the start.</summary>
public sealed class CareFilesTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "data");
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void Files_AsShipped_CanBeUsed() => CareFiles.Fault(Shipped, null).ShouldBeNull();

    [Theory]
    [InlineData("missing band", """      {"code": "mild", "from": 5, "to": 9, "name": {"zh": "轻度", "en": "Mild"}},""", "", "5 to 9 have no band")]
    [InlineData("overlapping cut-offs", "\"from\": 10", "\"from\": 8", "$.scoring.bands[2].from")]
    public async Task Start_WithAnImportedInstrument_EndsAtOnceNamingFileAndLine(string slip, string text, string instead, string named)
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(Shipped, "instruments", "gad-7.json"));
        shipped.ShouldContain(text, Case.Sensitive, slip);
        var file = Path.Combine(_folder, "gad-7.json");
        await File.WriteAllTextAsync(file, shipped.Replace(text, instead, StringComparison.Ordinal));
        var data = Path.Combine(_folder, "store");

        await using var server = Server.Launch(data, null, $"--Dispatch:InstrumentImports={_folder}");

        (await server.EndAsync()).ShouldBe(2);
        var said = string.Join('\n', server.Lines);
        said.ShouldContain($"{file} cannot be used");
        server.Lines.ShouldContain(line => line.Contains("line ", StringComparison.Ordinal) && line.Contains(named, StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task IncidentFile_NamingAServiceThatTheCatalogueDoesNotHold_CannotBeUsedAndIsNamedWithItsLine()
    {
        foreach (var path in Directory.GetFiles(Shipped, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(Shipped, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        CareFiles.Fault(_folder, null).ShouldBeNull();
        var file = Path.Combine(_folder, "care", "incident.json");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"counselling\"", "\"kounselling\"", StringComparison.Ordinal));

        var fault = CareFiles.Fault(_folder, null).ShouldNotBeNull();
        fault.ShouldContain("care/incident.json");
        fault.ShouldContain("line 11: $.services.support: 'kounselling' is no service of services.json");
    }

    [Fact]
    public void Folder_OfImportsThatIsNotThere_IsNamed() =>
        CareFiles.Fault(Shipped, Path.Combine(_folder, "nowhere")).ShouldNotBeNull().ShouldContain("nowhere");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
