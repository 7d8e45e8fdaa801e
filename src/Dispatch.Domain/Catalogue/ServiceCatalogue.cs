using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Dispatch.Domain.Catalogue;

/// <summary>What can be asked for: services, skills and languages of data/services.json. Immutable; one per process.</summary>
public sealed class ServiceCatalogue
{
    private readonly FrozenDictionary<string, ServiceType> services;
    private readonly FrozenDictionary<string, SkillType> skills;
    private readonly FrozenDictionary<string, LanguageType> languages;

    internal ServiceCatalogue(ImmutableArray<ServiceType> services, ImmutableArray<SkillType> skills, ImmutableArray<LanguageType> languages)
    {
        Services = services;
        Skills = skills;
        Languages = languages;
        this.services = services.DistinctBy(service => service.Code).ToFrozenDictionary(service => service.Code, StringComparer.Ordinal);
        this.skills = skills.DistinctBy(skill => skill.Code).ToFrozenDictionary(skill => skill.Code, StringComparer.Ordinal);
        // BCP 47 tags are compared without regard to case.
        this.languages = languages.DistinctBy(language => language.Tag)
            .ToFrozenDictionary(language => language.Tag, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every service, in the order of the file.</summary>
    public ImmutableArray<ServiceType> Services { get; }

    /// <summary>Every skill, in the order of the file.</summary>
    public ImmutableArray<SkillType> Skills { get; }

    /// <summary>Every language, in the order of the file.</summary>
    public ImmutableArray<LanguageType> Languages { get; }

    /// <summary>Reads the text of data/services.json.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its path.</exception>
    public static ServiceCatalogue Parse(string json) => DataFile.Read("services.json", json, CatalogueReader.Read);

    /// <summary>The service of that code; null when there is none.</summary>
    public ServiceType? Find(string code) => services.GetValueOrDefault(code);

    /// <summary>The skill of that code; null when there is none.</summary>
    public SkillType? FindSkill(string code) => skills.GetValueOrDefault(code);

    /// <summary>The language of that tag, in any case; null when there is none.</summary>
    public LanguageType? FindLanguage(string tag) => languages.GetValueOrDefault(tag);
}
