using Dispatch.Domain.Cases;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Curves;
using Dispatch.Domain.Duty;
using Dispatch.Domain.Emergencies;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Incidents;
using Dispatch.Domain.Screening;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Grains.Hosting;

/// <summary>What every process reads of <c>data/care</c> and <c>data/instruments</c> before it starts, with the operator's imports in their slots.</summary>
public sealed record CareFiles(CarePathway Pathway, FollowUpPlans Plans, UnitDirectory Units, CurveSettings Curve, InstrumentSet Instruments, EmergencyTimes Emergencies,
    Communities Communities, DutySettings Duty, IncidentSettings Incidents)
{
    /// <summary>Reads the files.</summary>
    /// <param name="data">The folder <c>data</c> beside the program.</param>
    /// <param name="imports">The folder of imported instruments; null: none.</param>
    /// <exception cref="DataFaultsException">Names the first file that cannot be used, with every fault in it by line.</exception>
    public static CareFiles Read(string data, string? imports) => new(
        CarePathway.Parse(Text(data, "steps.json")),
        FollowUpPlans.Parse(Text(data, "follow-ups.json")),
        UnitDirectory.Parse(Text(data, "units.json")),
        CurveSettings.Parse(Text(data, "curve.json")),
        InstrumentSet.Parse(Folder(Path.Combine(data, "instruments"), "instruments/"), imports is null ? [] : Folder(imports, imports + "/")),
        EmergencyTimes.Parse(Text(data, "emergency.json")),
        Communities.Parse(Text(data, "communities.json")),
        DutySettings.Parse(Text(data, "duty.json")),
        IncidentSettings.Parse(Text(data, "incident.json"), ServiceCatalogue.Parse(File.ReadAllText(Path.Combine(data, "services.json")))));

    /// <summary>Why they cannot be used, in words for whoever starts the process; null: they can.</summary>
    public static string? Fault(string data, string? imports)
    {
        try
        {
            Read(data, imports);
            return null;
        }
        catch (Exception fault) when (fault is DataFaultsException or IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    private static string Text(string data, string file) => File.ReadAllText(Path.Combine(data, "care", file));

    private static IEnumerable<InstrumentFile> Folder(string folder, string prefix) =>
        Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => new InstrumentFile(prefix + Path.GetFileName(path), File.ReadAllText(path)));
}

/// <summary>Gives them to whoever asks.</summary>
public static class CareFilesHosting
{
    /// <summary>Registers what was read.</summary>
    public static IServiceCollection AddCareFiles(this IServiceCollection services, CareFiles files) =>
        services.AddSingleton(files.Pathway).AddSingleton(files.Plans).AddSingleton(files.Units).AddSingleton(files.Curve).AddSingleton(files.Instruments)
            .AddSingleton(files.Emergencies).AddSingleton(files.Communities).AddSingleton(files.Duty).AddSingleton(files.Incidents);
}
