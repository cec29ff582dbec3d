/// The words of ordinary prompts, each as often as Zipf's law has it.
struct Vocabulary {
    /// From the most frequent to the rarest.
    let words: [String]
    /// How much of all text the words up to each one make up.
    private let shares: [Double]

    /// - Parameter size: how many words; what the known ones do not fill is made up.
    init(size: Int = 6_000) {
        var known = Self.known
        var maker = WordMaker(seed: 1, taken: known)
        while known.count < size {
            known.append(maker.word(syllables: known.count % 4 == 0 ? 2...3 : 1...2))
        }
        words = known
        var sum = 0.0
        let sums = known.indices.map { rank in
            sum += 1 / (Double(rank) + 3)
            return sum
        }
        shares = sums.map { $0 / sum }
    }

    /// A word, the frequent ones most often.
    func word(_ dice: inout Dice) -> String {
        let share = dice.fraction()
        var low = 0
        var high = shares.count - 1
        while low < high {
            let middle = (low + high) / 2
            if shares[middle] <= share { low = middle + 1 } else { high = middle }
        }
        return words[low]
    }

    private static let known = text.split(whereSeparator: \.isWhitespace).map(String.init)

    /// The words that English prompts are made of, roughly by frequency.
    private static let text = """
        a of the with and in on style by detailed art painting light realistic background to
        an lighting portrait photo high cinematic digital beautiful dark illustration woman
        white black concept view color shot from highly full character hyper at girl man
        very one is red blue as quality looking design ultra fantasy vintage scene old hair
        body soft city dramatic trending artstation watercolor photography wearing young close
        up green ink oil ultrarealistic render octane sky night gold golden over simple logo
        face space abstract texture like sharp focus intricate big small wide angle lens mist
        sunset minimalist modern house wallpaper forest flat dress surrounded flowers paper
        vector standing retro neon cyberpunk city street water front line pattern drawing poster
        inspired its eyes long sitting glass world fashion cute animal cat dog robot castle
        futuristic river mountain clouds colors pastel mood film grain ocean isometric unreal
        engine cartoon anime two texture epic vibrant elegant silver warm shadows contrast for
        that his her their into through behind under between against around without looking
        ancient magical mystical ethereal landscape garden tree trees wood stone metal leather
        silk smoke fire fog rain snow storm moon stars sun morning evening winter summer autumn
        spring bright glowing shiny matte glossy smooth rough detailed macro aerial panoramic
        bokeh depth field aperture exposure kodak portra canon nikon hasselblad studio softbox
        rim volumetric global illumination raytracing subsurface scattering photorealism
        surreal baroque gothic rococo impressionist expressionist cubist bauhaus deco nouveau
        renaissance ukiyo woodcut etching lithograph charcoal pencil pastel acrylic gouache
        fresco mosaic collage sketch graffiti mural sculpture marble bronze porcelain ceramic
        origami embroidery knitted tapestry stained pixel voxel lowpoly claymation diorama
        miniature tilt shift blueprint infographic map chart icon sticker emblem badge mascot
        knight queen king princess wizard witch dragon phoenix griffin unicorn fairy elf dwarf
        samurai ninja pirate astronaut pilot sailor farmer baker chef doctor teacher student
        child children boy family couple crowd dancer singer musician guitarist pianist drummer
        horse wolf fox bear deer rabbit bird owl raven eagle swan peacock fish whale shark
        turtle frog snake butterfly bee spider lion tiger elephant giraffe monkey panda koala
        apple bread cake coffee tea wine cheese fruit lemon orange berry chocolate honey soup
        table chair window door room kitchen library cathedral temple bridge tower lighthouse
        harbor ship boat train car motorcycle bicycle airplane balloon rocket station market
        village town road path field meadow desert island beach cliff cave valley waterfall
        lake pond swamp jungle canyon glacier volcano crystal gem pearl diamond emerald ruby
        crown sword shield armor cloak hood mask hat boots gloves necklace ring earrings scarf
        jacket coat suit kimono gown veil lace velvet satin denim cotton wool feather fur
        symmetrical centered balanced composition perspective foreground reflection silhouette
        backlit twilight dusk dawn noon midnight overcast hazy dreamy nostalgic melancholic
        serene peaceful joyful mysterious eerie majestic heroic whimsical playful delicate
        ornate decorative geometric organic fluid flowing swirling floating falling rising
        running walking flying swimming dancing reading sleeping smiling laughing holding
        carrying playing watching waiting working hidden broken empty crowded quiet distant
        """
}
