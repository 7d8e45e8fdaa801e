using System.Collections.Immutable;
using Dispatch.Contracts;

namespace Dispatch.Domain.Catalogue;

/// <summary>Turns services.json into a catalogue and holds the house's hard rules against it.</summary>
internal static class CatalogueReader
{
    private const int HighestSkillLevel = 3;

    // Skills and languages are bits of a 64-bit mask in the matcher.
    private const int MostCodes = 64;

    public static ServiceCatalogue Read(DataNode root)
    {
        var skills = root.Rows("skills").Select(row => new SkillType(row.Text("code"), row.Wording("name"), row.Whole("maxLevel", 1, HighestSkillLevel)));
        var languages = root.Rows("languages").Select(row => new LanguageType(row.Text("tag"), row.Wording("name")));
        var catalogue = new ServiceCatalogue([], [.. skills], [.. languages]);
        RequireUnique(root, "skills", catalogue.Skills.Select(skill => skill.Code), MostCodes);
        RequireUnique(root, "languages", catalogue.Languages.Select(language => language.Tag), MostCodes);

        var services = root.Rows("services").Select(row => ReadService(row, catalogue)).ToImmutableArray();
        RequireUnique(root, "services", services.Select(service => service.Code), int.MaxValue);
        return new ServiceCatalogue(services, catalogue.Skills, catalogue.Languages);
    }

    private static ServiceType ReadService(DataNode row, ServiceCatalogue known)
    {
        var service = new ServiceType(
            row.Text("code"),
            row.Text("group"),
            row.Wording("name"),
            row.Wording("description"),
            row.Word<RiskLevel>("level"),
            row.Words<ResponderKind>("kinds"),
            ReadSkills(row, known),
            row.Word<TrainingWord>("training") == TrainingWord.Trained,
            row.Whole("minutes", 5, 1_440),
            row.Word<ModeWord>("mode") == ModeWord.Remote,
            row.Flag("otherMode"),
            row.Word<DataClassWord>("dataClass") == DataClassWord.Case,
            row.Flag("psychological"),
            row.Flag("companion"),
            row.Flag("referralOnly"),
            row.Marker(),
            row.Has("ofCase") && row.Flag("ofCase"));
        HoldHardRules(row, service);
        return service;
    }

    private static ImmutableArray<SkillLevel> ReadSkills(DataNode row, ServiceCatalogue known)
    {
        var skills = ImmutableArray.CreateBuilder<SkillLevel>();
        foreach (var item in row.Rows("skills"))
        {
            var code = item.Text("code");
            var skill = known.FindSkill(code);
            if (skill is null && code.Length > 0)
            {
                item.Fault("code", $"unknown skill '{code}'");
            }

            skills.Add(new SkillLevel(code, item.Whole("level", 1, skill?.MaxLevel ?? HighestSkillLevel)));
        }

        return skills.ToImmutable();
    }

    /// <summary>What no edit of the file may undo: decisions G02 and G04 on who may be sent where.</summary>
    private static void HoldHardRules(DataNode row, ServiceType service)
    {
        var volunteers = service.Kinds.Contains(ResponderKind.Volunteer);
        if (service.ReferralOnly != service.Kinds.IsEmpty)
        {
            row.Fault("kinds", "must be empty for a referral-only service and for no other");
        }

        if (volunteers && service.Psychological && !service.TrainedOnly)
        {
            row.Fault("training", "an untrained volunteer may not serve a psychological service");
        }

        if (volunteers && service.CaseData)
        {
            row.Fault("dataClass", "a volunteer may not see case-class data");
        }

        if (volunteers && (service.Level == RiskLevel.HighRisk || (service.Level == RiskLevel.Serious && !service.Companion)))
        {
            row.Fault("kinds", "a volunteer may serve Serious only as a companion, and High-risk never");
        }

        if (service.Companion && !volunteers)
        {
            row.Fault("companion", "is for services that volunteers serve");
        }

        if (service.Level != RiskLevel.General && !service.ReferralOnly && !service.Kinds.Contains(ResponderKind.Counsellor))
        {
            row.Fault("kinds", "above General a counsellor must be among those who serve");
        }
    }

    private static void RequireUnique(DataNode root, string field, IEnumerable<string> codes, int most)
    {
        var all = codes.ToList();
        foreach (var twice in all.GroupBy(code => code, StringComparer.OrdinalIgnoreCase).Where(group => group.Key.Length > 0 && group.Count() > 1))
        {
            root.Fault(field, $"'{twice.Key}' stands {twice.Count()} times");
        }

        if (all.Count is var count && (count == 0 || count > most))
        {
            root.Fault(field, $"must hold 1 to {most} rows, not {count}");
        }
    }

    private enum TrainingWord
    {
        None,
        Trained,
    }

    private enum ModeWord
    {
        OnSite,
        Remote,
    }

    private enum DataClassWord
    {
        Service,
        Case,
    }
}
