using Dispatch.Domain.Accounts;
using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Hosting;
using Dispatch.Web.Catalogue;

namespace Dispatch.Web.Hosting;

/// <summary>The catalogue and the cue list, read from the data folder beside the program, and the catalogue as the API shows it.</summary>
internal static class DataFiles
{
    public static void AddDataFiles(this IServiceCollection services, string? imports)
    {
        services.AddCareFiles(CareFiles.Read(Folder, imports));
        services.AddSingleton(_ => ServiceCatalogue.Parse(Text("services.json")));
        services.AddSingleton(_ => CueList.Parse(Text("cues.json")));
        services.AddSingleton(_ => CommonWords.Parse(Text("passwords.json")));
        services.AddSingleton(provider => View(provider.GetRequiredService<ServiceCatalogue>()));
    }

    /// <summary>Why the rules of care cannot be read; null: they can.</summary>
    public static string? Fault(string? imports) => CareFiles.Fault(Folder, imports);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "data");

    private static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static CatalogueView View(ServiceCatalogue catalogue) => new(
        [.. catalogue.Services.Select(it => new ServiceView(
            it.Code, it.Group, it.Name.Zh, it.Name.En, it.Description.Zh, it.Description.En, it.Level, it.Kinds, it.Skills, it.TrainedOnly,
            it.Minutes, it.Remote, it.OtherMode, it.Psychological, it.ReferralOnly, it.OfCase))],
        [.. catalogue.Skills.Select(it => new SkillView(it.Code, it.Name.Zh, it.Name.En, it.MaxLevel))],
        [.. catalogue.Languages.Select(it => new LanguageView(it.Tag, it.Name.Zh, it.Name.En))]);
}
